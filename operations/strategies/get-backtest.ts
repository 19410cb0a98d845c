import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { BacktestReport, NotFoundError } from "#core/model";
import { backtests } from "#db";
import { defineOperation } from "../operation.ts";

export const getBacktest = defineOperation({
  name: "getBacktest",
  summary: "Reads a stored backtest with its inputs, metrics, equity curve and trades.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({ backtestId: z.string().min(1) }),
  output: BacktestReport,
  run: async ({ tx, input }) => {
    const [row] = await tx
      .select()
      .from(backtests)
      .where(and(eq(backtests.id, input.backtestId), eq(backtests.kind, "backtest")));
    if (!row) throw new NotFoundError("backtest", input.backtestId, "Use the id that runBacktest returned.");
    return row.report as BacktestReport;
  },
});
