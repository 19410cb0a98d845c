import { z } from "zod";
import { Verdict } from "#core/model";
import { type ShadowOutcome, shadowVerdict } from "#core/risk";
import { defineOperation } from "../operation.ts";
import { LimitChanges } from "./change-limits.ts";
import { judgedOrders, MAX_VERDICTS, replayable } from "./judged-orders.ts";
import { LimitPlaceInput, limitPlace } from "./limit-places.ts";

/** Orders listed one by one; all are counted. */
const MAX_LISTED = 100;

const Differing = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(["pass", "approve", "deny"]),
  reason: z.string(),
});

export const shadowLimit = defineOperation({
  name: "shadowLimit",
  summary:
    "Answers what other limits would have done: judges the orders of the last days once more on the facts of then, and lists those that would have been refused, or passed. Changes nothing, and acts on nothing.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({
    ...LimitPlaceInput,
    changes: LimitChanges,
    days: z.number().int().min(1).max(365).default(30),
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    judgedAgain: z.number().int(),
    notReplayable: z.number().int().describe("Judged before facts were kept with the verdict"),
    isComplete: z
      .boolean()
      .describe(`False when more than ${MAX_VERDICTS} were judged: the newest are looked at`),
    newlyRefused: z.number().int(),
    newlyPassed: z.number().int(),
    newlyAsking: z.number().int().describe("Passed alone, and would have needed people"),
    orders: z.array(
      z.object({
        proposalId: z.string(),
        symbol: z.string(),
        side: z.enum(["buy", "sell"]),
        quantity: z.string(),
        worstNotional: z.string(),
        judgedAt: z.string(),
        before: Verdict.shape.decision,
        after: Verdict.shape.decision,
        controls: z.array(Differing),
      }),
    ),
  }),
  prepare: async ({ ctx, input }) => judgedOrders(ctx, input.account, input.days),
  run: async ({ ctx, tx, input, prepared: { since, judged } }) => {
    const place = await limitPlace(tx, ctx, input);
    const known = judged.flatMap(({ facts }) => replayable(facts) ?? []);
    const seen = known.map((facts) => ({ facts, ...shadowVerdict(facts, input.changes, place) }));
    const other = seen.filter(({ before, after }) => before !== after);
    const count = (which: (outcome: ShadowOutcome) => boolean) => other.filter(which).length;
    return {
      from: since.toISOString(),
      to: ctx.clock.now().toISOString(),
      judgedAgain: known.length,
      notReplayable: judged.length - known.length,
      isComplete: judged.length < MAX_VERDICTS,
      newlyRefused: count(({ after }) => after === "refused"),
      newlyPassed: count(({ before }) => before === "refused"),
      newlyAsking: count(({ before, after }) => before === "cleared" && after === "needs-approval"),
      orders: other.slice(0, MAX_LISTED).map(({ facts: { proposal, now }, before, after, differing }) => ({
        proposalId: proposal.id,
        symbol: proposal.terms.symbol,
        side: proposal.terms.side,
        quantity: proposal.terms.quantity,
        worstNotional: proposal.worstNotional,
        judgedAt: now,
        before,
        after,
        controls: differing,
      })),
    };
  },
});
