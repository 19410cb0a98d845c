import { z } from "zod";
import { Instant } from "./time.ts";

/** Values counted into bins of equal width: bin i holds from + i x width up to the next. */
export const Histogram = z.object({
  from: z.number(),
  width: z.number(),
  counts: z.array(z.number().int()),
});
export type Histogram = z.infer<typeof Histogram>;

/** What a result page draws, made once so that page and printed report show the same. Fractions, not percent. */
export const BacktestCharts = z.object({
  backtestId: z.string(),
  underwater: z.array(
    z.object({ at: Instant, depth: z.number().describe("Fraction below the peak so far") }),
  ),
  rolling: z.object({
    bars: z.number().int().describe("Length of the window"),
    points: z.array(
      z.object({ at: Instant, sharpeRatio: z.number().nullable(), annualVolatility: z.number() }),
    ),
  }),
  monthly: z.array(
    z.object({
      year: z.number().int(),
      months: z.array(z.number().nullable()).length(12).describe("January first; null without bars"),
      total: z.number(),
    }),
  ),
  barReturns: Histogram,
  tradeReturns: Histogram.nullable(),
  exposure: z.array(z.object({ at: Instant, open: z.number().int().describe("Trades open from here on") })),
});
export type BacktestCharts = z.infer<typeof BacktestCharts>;
