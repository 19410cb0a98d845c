import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { Interval } from "./market.ts";
import { Source } from "./source.ts";
import { ParameterValues, StrategyKind } from "./strategy.ts";
import { Instant } from "./time.ts";

/** What trading costs in a replay. */
export const TradingCosts = z.strictObject({
  commissionBps: z.number().min(0).max(1000).default(1).describe("Commission in basis points of notional"),
  slippageBps: z
    .number()
    .min(0)
    .max(1000)
    .default(2)
    .describe("Price given up against the fill price, basis points"),
});
export type TradingCosts = z.infer<typeof TradingCosts>;

/** Everything that decides a backtest's result, so that it can be replayed to the same bytes. */
export const BacktestInputs = z.object({
  strategy: StrategyKind,
  parameters: ParameterValues,
  symbol: InstrumentSymbol,
  interval: Interval,
  from: Instant,
  to: Instant,
  asOf: Instant.describe("Only facts known by this instant are seen"),
  initialCash: z.number().positive(),
  costs: TradingCosts,
});
export type BacktestInputs = z.infer<typeof BacktestInputs>;

/** The usual figures of a return series. Fractions, not percent; per-year figures use the bars' own calendar. */
export const PerformanceMetrics = z.object({
  totalReturn: z.number(),
  annualReturn: z.number(),
  annualVolatility: z.number(),
  sharpeRatio: z
    .number()
    .nullable()
    .describe("Mean over deviation of bar returns, annualised, no risk-free rate"),
  sortinoRatio: z.number().nullable(),
  maxDrawdown: z.number().describe("Deepest fall from the peak, 0 to 1"),
  calmarRatio: z.number().nullable(),
  tradeCount: z.number().int(),
  winRate: z.number().nullable(),
  profitFactor: z.number().nullable(),
  exposure: z.number().describe("Share of bars with a position, 0 to 1"),
  totalCosts: z.number().describe("Commission and slippage paid, USD"),
  finalEquity: z.number(),
  barCount: z.number().int(),
});
export type PerformanceMetrics = z.infer<typeof PerformanceMetrics>;

/** One round trip of a replay. The exit fields are null while the position is open at the end. */
export const BacktestTrade = z.object({
  enteredAt: Instant,
  entryPrice: z.number(),
  exitedAt: Instant.nullable(),
  exitPrice: z.number().nullable(),
  quantity: z.number(),
  profit: z.number().describe("After costs, USD; marked at the last close while open"),
  profitFraction: z.number(),
});
export type BacktestTrade = z.infer<typeof BacktestTrade>;

/** Account value at a bar's close. */
export const EquityPoint = z.object({ at: Instant, equity: z.number() });
export type EquityPoint = z.infer<typeof EquityPoint>;

/** The result of replaying one strategy on one series. */
export const BacktestReport = z.object({
  id: z.string(),
  inputs: BacktestInputs,
  source: Source,
  metrics: PerformanceMetrics,
  benchmark: PerformanceMetrics.describe("Buy and hold of the same series with the same costs"),
  equity: z.array(EquityPoint),
  trades: z.array(BacktestTrade),
  warnings: z.array(z.string()).describe("What a careful reader must know before believing the figures"),
});
export type BacktestReport = z.infer<typeof BacktestReport>;

/** One cell of a grid sweep. */
export const SweepCell = z.object({ parameters: ParameterValues, metrics: PerformanceMetrics });
export type SweepCell = z.infer<typeof SweepCell>;

/** A grid of backtests, ranked in sample, with the winner checked on bars the search did not see. */
export const SweepReport = z.object({
  id: z.string(),
  strategy: StrategyKind,
  symbol: InstrumentSymbol,
  source: Source,
  trialCount: z.number().int(),
  skippedCount: z.number().int().describe("Combinations that make no sense, such as fast ≥ slow"),
  inSample: z.object({ from: Instant, to: Instant }),
  outOfSample: z.object({ from: Instant, to: Instant }),
  best: SweepCell,
  bestOutOfSample: PerformanceMetrics,
  top: z.array(SweepCell),
  expectedMaxSharpeOfLuck: z
    .number()
    .describe("Annual Sharpe ratio the best of this many worthless trials would show by chance"),
  warnings: z.array(z.string()),
});
export type SweepReport = z.infer<typeof SweepReport>;
