import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { OrderProposal } from "#core/model";
import { proposeFromSignal } from "#core/strategy";
import { loadPositions, proposals, signals } from "#db";
import { toSignal } from "../market-data/article-rows.ts";
import { defineOperation } from "../operation.ts";
import { proposeOrder } from "../orders/propose-order.ts";

/** What an unattended strategy may ask for in one order, USD. Its orders rest on outside text, so people decide. */
const BUDGET_USD = "2000";
/** Its wishes that may wait at once: people's attention is what it may not use up. */
const MAX_OPEN = 5;
const OPEN = ["proposed", "awaiting-approval", "cleared", "approved"] as const;

export const proposeFromSignals = defineOperation({
  name: "proposeFromSignals",
  summary:
    "Lets the unattended strategy wish for orders from fresh signals, one for each instrument and five at most at once. The wishes go the same way as anyone's: gates, then people.",
  scope: "orders:propose",
  effect: "read",
  internal: true,
  input: z.strictObject({
    signalIds: z.array(z.string().min(1)).min(1).max(200),
    account: z.string().default("paper"),
  }),
  output: z.object({ proposals: z.array(OrderProposal) }),
  // Each wish is an operation of its own, with its own transaction and audit row.
  prepare: async ({ ctx, input }) => {
    const now = ctx.clock.now().toISOString();
    const [rows, positions] = await ctx.db.transaction(async (tx) => [
      await tx.select().from(signals).where(inArray(signals.id, input.signalIds)),
      await loadPositions(tx, input.account),
    ]);
    const waiting = await ctx.db
      .select({ symbol: proposals.symbol })
      .from(proposals)
      .where(and(eq(proposals.proposedBy, ctx.actor.id), inArray(proposals.status, [...OPEN])));
    const open = new Set(waiting.map(({ symbol }) => symbol));
    const wishes: OrderProposal[] = [];
    for (const signal of rows.map(toSignal)) {
      if (open.size >= MAX_OPEN || open.has(signal.symbol)) continue;
      const position = positions.find(({ symbol }) => symbol === signal.symbol) ?? null;
      const draft = proposeFromSignal({ signal, position, budgetUsd: BUDGET_USD, now });
      if (!draft) continue;
      wishes.push(await proposeOrder.perform(ctx, { ...draft, account: input.account }));
      open.add(signal.symbol);
    }
    return { proposals: wishes };
  },
  run: async ({ prepared }) => prepared,
});
