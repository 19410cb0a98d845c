import { z } from "zod";
import { LookAheadFinding, PerformanceMetrics } from "./backtest.ts";
import { ParameterValues } from "./strategy.ts";
import { Instant } from "./time.ts";

/** One step of a walk forward: tuned on one stretch, tried on the next. */
export const WalkForwardWindow = z.object({
  train: z.object({ from: Instant, to: Instant }),
  test: z.object({ from: Instant, to: Instant }),
  parameters: ParameterValues,
  inSample: PerformanceMetrics,
  outOfSample: PerformanceMetrics,
});
export type WalkForwardWindow = z.infer<typeof WalkForwardWindow>;

/** What tuning earned on bars it had not seen, window after window. */
export const WalkForward = z.object({
  mode: z.enum(["anchored", "rolling"]),
  windows: z.array(WalkForwardWindow).min(1),
  stitched: PerformanceMetrics.describe("All test stretches as one curve"),
  equity: z.array(z.object({ at: Instant, equity: z.number() })),
  efficiency: z.number().nullable().describe("Mean out-of-sample over mean in-sample Sharpe ratio"),
});
export type WalkForward = z.infer<typeof WalkForward>;

const Spread = z.object({ p05: z.number(), p50: z.number(), p95: z.number() });

/** What chance could have made of the same trades or returns. */
export const MonteCarlo = z.object({
  of: z.enum(["trades", "returns"]),
  runs: z.number().int(),
  seed: z.number().int(),
  finalEquity: Spread,
  maxDrawdown: Spread,
  sharpeRatio: Spread.nullable(),
  lossProbability: z.number().describe("Share of runs that end below the start"),
});
export type MonteCarlo = z.infer<typeof MonteCarlo>;

/** The result at multiples of the assumed costs. */
export const CostSensitivity = z.object({
  steps: z.array(z.object({ multiple: z.number(), metrics: PerformanceMetrics })),
  breakEvenMultiple: z
    .number()
    .nullable()
    .describe("Costs at which nothing is left; null when never within the steps"),
});
export type CostSensitivity = z.infer<typeof CostSensitivity>;

/** Whether the best point stands on a plateau or on a needle. */
export const Plateau = z.object({
  neighbours: z.number().int(),
  bestValue: z.number(),
  meanValue: z
    .number()
    .describe("Of the neighbours within a tenth of each range, or one step of a coarse grid"),
  share: z.number().nullable().describe("Mean over best; near 1 is a plateau"),
});
export type Plateau = z.infer<typeof Plateau>;

/** The result in one kind of market, told by what was known at each bar. */
export const RegimeResult = z.object({
  regime: z.string(),
  bars: z.number().int(),
  annualReturn: z.number().nullable(),
  sharpeRatio: z.number().nullable(),
});
export type RegimeResult = z.infer<typeof RegimeResult>;

/** All that speaks for or against a tuned strategy. */
export const ValidationReport = z.object({
  id: z.string(),
  definitionId: z.string().nullable(),
  walkForward: WalkForward.nullable(),
  deflatedSharpe: z
    .number()
    .nullable()
    .describe(
      "Probability that the Sharpe ratio, less what the market explains, is above what luck gives so many trials",
    ),
  trialCount: z.number().int(),
  overfitProbability: z.number().nullable().describe("PBO by combinatorially symmetric cross-validation"),
  monteCarlo: z.array(MonteCarlo),
  costs: CostSensitivity.nullable(),
  plateau: Plateau.nullable(),
  regimes: z.array(RegimeResult),
  lookAhead: LookAheadFinding.nullable().optional().describe("Null before the check ran"),
  criticalFindings: z
    .number()
    .int()
    .nullable()
    .optional()
    .describe("Errors found in the bars it was tried on"),
  version: z.number().int().positive().optional().describe("Of the definition"),
  warnings: z.array(z.string()),
  createdAt: Instant,
});
export type ValidationReport = z.infer<typeof ValidationReport>;
