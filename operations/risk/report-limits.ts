import { and, desc, gte, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { CheckResult } from "#core/model";
import { usedShare } from "#core/risk";
import { limitLayers } from "#db";
import { defineOperation } from "../operation.ts";
import { judgedOrders, MAX_VERDICTS } from "./judged-orders.ts";
import { ShownLayer, showLayer } from "./limit-places.ts";

/** A control never used above this share for so many days is too loose. */
const LOOSE_SHARE = 0.05;
const LOOSE_DAYS = 30;

const ControlUse = z.object({
  id: z.string(),
  name: z.string(),
  judged: z.number().int(),
  denied: z.number().int(),
  asked: z.number().int(),
  peakUse: z
    .number()
    .nullable()
    .describe("Largest figure as a share of its limit; null where it is no number"),
  isTooLoose: z.boolean().describe("Never above 5 % of its limit in 30 days or more"),
});
type ControlUse = z.infer<typeof ControlUse>;

export const reportLimits = defineOperation({
  name: "reportLimits",
  summary:
    "Reports how every control was used in the last days: how often it judged, asked for people and refused, its peak use, limits too loose to protect from anything, and the overrides of that time.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    days: z.number().int().min(1).max(365).default(30),
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    verdicts: z.number().int(),
    isComplete: z.boolean(),
    controls: z.array(ControlUse),
    overrides: z.array(ShownLayer),
  }),
  prepare: async ({ ctx, input }) => judgedOrders(ctx, input.account, input.days),
  run: async ({ ctx, tx, input, prepared: { since, judged } }) => {
    const overrides = await tx
      .select()
      .from(limitLayers)
      .where(and(isNotNull(limitLayers.endsAt), gte(limitLayers.endsAt, since)))
      .orderBy(desc(limitLayers.version));
    const uses = new Map<string, ControlUse>();
    for (const { checks } of judged)
      for (const check of z.array(CheckResult).parse(checks)) count(uses, check);
    for (const use of uses.values())
      use.isTooLoose = input.days >= LOOSE_DAYS && use.peakUse !== null && use.peakUse < LOOSE_SHARE;
    return {
      from: since.toISOString(),
      to: ctx.clock.now().toISOString(),
      verdicts: judged.length,
      isComplete: judged.length < MAX_VERDICTS,
      controls: [...uses.values()].sort((a, b) => a.id.localeCompare(b.id)),
      overrides: overrides.map(showLayer),
    };
  },
});

function count(uses: Map<string, ControlUse>, { id, name, outcome, figure, limit }: CheckResult): void {
  const use = uses.get(name) ?? {
    id,
    name,
    judged: 0,
    denied: 0,
    asked: 0,
    peakUse: null,
    isTooLoose: false,
  };
  const share = usedShare(figure, limit);
  use.judged++;
  if (outcome === "deny") use.denied++;
  if (outcome === "approve") use.asked++;
  if (share !== null) use.peakUse = Math.max(use.peakUse ?? 0, Number(share.toFixed(4)));
  uses.set(name, use);
}
