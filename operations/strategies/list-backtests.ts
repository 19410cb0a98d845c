import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { BacktestInputs, PerformanceMetrics, StrategyKind } from "#core/model";
import { backtests } from "#db";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";

const Row = z.object({
  id: z.string(),
  inputs: BacktestInputs,
  metrics: PerformanceMetrics,
  requestedBy: z.string(),
  createdAt: z.string(),
});

export const listBacktests = defineOperation({
  name: "listBacktests",
  summary: "Lists stored backtests, newest first, with their inputs and figures.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    symbol: z.string().min(1).max(80).optional(),
    strategy: StrategyKind.optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ backtests: z.array(Row) }),
  run: async ({ ctx, tx, input }) => {
    const symbol = input.symbol === undefined ? undefined : requireInstrument(ctx, input.symbol).symbol;
    const inputs = sql`${backtests.report} -> 'inputs'`;
    const rows = await tx
      .select({
        id: backtests.id,
        inputs: sql<unknown>`${inputs}`,
        metrics: sql<unknown>`${backtests.report} -> 'metrics'`,
        requestedBy: backtests.requestedBy,
        createdAt: backtests.createdAt,
      })
      .from(backtests)
      .where(
        and(
          eq(backtests.kind, "backtest"),
          input.strategy && sql`${inputs} ->> 'strategy' = ${input.strategy}`,
          symbol === undefined
            ? undefined
            : sql`(${inputs} ->> 'symbol' = ${symbol} or ${inputs} -> 'universe' @> ${JSON.stringify([symbol])}::jsonb)`,
        ),
      )
      .orderBy(desc(backtests.createdAt), desc(backtests.id))
      .limit(input.limit);
    return {
      backtests: rows.map((row) => ({
        ...row,
        inputs: BacktestInputs.parse(row.inputs),
        metrics: PerformanceMetrics.parse(row.metrics),
        createdAt: row.createdAt.toISOString(),
      })),
    };
  },
});
