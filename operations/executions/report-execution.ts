import { eq } from "drizzle-orm";
import { z } from "zod";
import { shortfallOf } from "#core/execution";
import { type Bar, type Quote, ShortfallReport } from "#core/model";
import { executions, loadExecutionFills, loadWorked, plain, type WorkedExecution } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { middleOf } from "./execution-draft.ts";
import { lockWorked } from "./hold-execution.ts";

export const reportExecution = defineOperation({
  name: "reportExecution",
  summary:
    "Stores, once, what an execution that has ended cost: against the price it was decided at, its arrival, and the interval's VWAP and TWAP.",
  scope: "system:slice",
  effect: "write",
  internal: true,
  input: z.strictObject({ executionId: z.string().min(1) }),
  output: z.object({ report: ShortfallReport.nullable() }),
  events: [],
  prepare: async ({ ctx, input }) => {
    const found = await ctx.db.transaction((tx) => loadWorked(tx, input.executionId));
    return found ? marketOf(ctx, found) : { bars: [], end: null };
  },
  run: async ({ ctx, tx, input, prepared: { bars, end }, note, unchanged }) => {
    const { row, whole, slices } = await lockWorked(tx, input.executionId);
    note(row.id);
    if (row.report !== null || !row.startedAt || !row.endedAt || row.arrivalPrice === null) {
      unchanged();
      return { report: null };
    }
    const arrivalPrice = plain(row.arrivalPrice);
    const report = shortfallOf({
      side: whole.terms.side,
      quantity: whole.terms.quantity,
      fills: await loadExecutionFills(tx, slices),
      decisionPrice: whole.referencePrice,
      arrivalPrice,
      endPrice: end ? middleOf(end) : arrivalPrice,
      bars,
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt.toISOString(),
    });
    await tx.update(executions).set({ report }).where(eq(executions.id, row.id));
    note(row.id, { totalUsd: report.totalUsd, totalBps: report.totalBps });
    ctx.crashpoint("execution.report:before-commit");
    return { report };
  },
});

/** Minute bars that ended within the execution, and the price at its end. */
async function marketOf(
  ctx: Context,
  { row, whole }: WorkedExecution,
): Promise<{ bars: Bar[]; end: Quote | null }> {
  if (!row.startedAt || !row.endedAt) return { bars: [], end: null };
  const { symbol } = whole.terms;
  const [from, to] = [row.startedAt.toISOString(), row.endedAt.toISOString()];
  return {
    bars: await ctx.market.bars(symbol, "1m", from, to, ctx.clock.now().toISOString()),
    end: await ctx.market.quote(symbol, to),
  };
}
