import { z } from "zod";
import { PerformanceMetrics } from "./backtest.ts";
import { Instant } from "./time.ts";

/** How far one result stands behind the best, as far as chance lets anybody tell. */
const Distance = z.object({
  difference: z.number().describe("Sharpe ratio of the best less this one's, on the same bars"),
  low: z.number(),
  high: z.number(),
  isClear: z.boolean().describe("The 95 % interval leaves out 0"),
});

/** Backtests side by side, on the bars that all of them have. */
export const BacktestComparison = z.object({
  from: Instant,
  to: Instant,
  bars: z.number().int(),
  confidence: z.number().describe("Of the intervals"),
  rows: z
    .array(
      z.object({
        backtestId: z.string(),
        name: z.string(),
        metrics: PerformanceMetrics.describe("Of the whole backtest"),
        sharpeRatio: z.number().nullable().describe("On the common bars"),
        totalReturn: z.number().describe("On the common bars"),
        behindBest: Distance.nullable().describe("Null for the best"),
      }),
    )
    .describe("Best Sharpe ratio on the common bars first"),
  correlations: z.array(z.array(z.number().nullable())).describe("Of bar returns, rows and columns as above"),
  words: z.array(z.string()),
});
export type BacktestComparison = z.infer<typeof BacktestComparison>;
