import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { Interval } from "./market.ts";
import { Source } from "./source.ts";
import { ExitRules, ParameterValues, RuleExpression, Sizing, StrategyKind } from "./strategy.ts";
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
  commissionPerShare: z.number().min(0).max(10).optional().describe("USD a share, on top"),
  minimumCommission: z.number().min(0).max(1000).optional().describe("USD an order, at least"),
  commissionTiers: z
    .array(z.strictObject({ fromNotional: z.number().min(0), bps: z.number().min(0).max(1000) }))
    .min(1)
    .max(20)
    .optional()
    .describe("Commission by the order's notional in USD, ascending; in place of commissionBps"),
  spreadBps: z.number().min(0).max(1000).optional().describe("Full bid-ask spread; each fill pays half"),
  impactCoefficient: z
    .number()
    .min(0)
    .max(10)
    .optional()
    .describe("Square-root law: impact = coefficient x daily volatility x sqrt(quantity / bar volume)"),
  borrowPerYear: z
    .number()
    .min(0)
    .max(5)
    .optional()
    .describe("Fee on the value of shorts, 0.01 is 1 % a year"),
  marginPerYear: z.number().min(0).max(5).optional().describe("Rate on borrowed cash"),
  cashPerYear: z.number().min(-0.1).max(1).optional().describe("Rate on idle cash"),
});
export type TradingCosts = z.infer<typeof TradingCosts>;

/** How orders are thought to fill. What is left out has the usual meaning named here. */
export const FillAssumptions = z.strictObject({
  at: z
    .enum(["next-open", "next-close"])
    .optional()
    .describe("Where a decision trades: the next bar's open (usual), or its closing auction"),
  order: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("market") }),
      z.strictObject({
        kind: z.literal("limit"),
        offsetFraction: z.number().min(0).max(0.5).describe("How far better than the deciding close"),
        goodForBars: z.number().int().positive().max(1000).default(1),
      }),
    ])
    .optional()
    .describe("Entries; market when left out"),
  limitFill: z
    .enum(["touch", "penetration"])
    .optional()
    .describe("When a limit counts as met; touch when left out"),
  volumeShare: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("Most of a bar's volume one order may take; no bound when left out"),
  fractional: z.boolean().optional().describe("Parts of a share; whole shares when left out"),
  maxLeverage: z.number().min(1).max(4).optional().describe("Gross exposure over equity; 1 when left out"),
  maintenanceMargin: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("Equity over gross below which positions are closed; 0.25"),
});
export type FillAssumptions = z.infer<typeof FillAssumptions>;

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
  universe: z
    .array(InstrumentSymbol)
    .min(2)
    .max(500)
    .optional()
    .describe("All instruments of a portfolio; symbol is the first"),
  rule: RuleExpression.optional().describe("For the kind expression"),
  sizing: Sizing.optional().describe("All-in when left out"),
  exits: ExitRules.optional(),
  fills: FillAssumptions.optional(),
  benchmark: InstrumentSymbol.optional().describe("Buy and hold of the instrument itself when left out"),
  seed: z.number().int().optional().describe("For what draws numbers; 1 when left out"),
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

const figure = (meaning: string) => z.number().nullable().describe(meaning);

/** The long table of figures. Fractions, not percent; null where the history does not allow the figure. */
export const DetailedMetrics = z.object({
  periodsPerYear: z.number().describe("Bars a year, by which the yearly figures are scaled"),
  omega: figure("Gains over losses about 0, of bar returns"),
  ulcerIndex: figure("Root mean square of drawdowns"),
  drawdown: z
    .object({
      from: Instant,
      trough: Instant,
      recovered: Instant.nullable(),
      depth: z.number(),
      bars: z.number().int(),
    })
    .nullable()
    .describe("The deepest"),
  valueAtRisk: z
    .object({ historical: z.number(), gaussian: z.number(), cornishFisher: z.number().nullable() })
    .nullable()
    .describe(
      "95 %, of one bar; losses are positive. No Cornish-Fisher figure where its expansion breaks down",
    ),
  expectedShortfall: z
    .object({ historical: z.number(), gaussian: z.number(), cornishFisher: z.number().nullable() })
    .nullable()
    .describe("95 %, of one bar; losses are positive"),
  skewness: figure("Of bar returns"),
  excessKurtosis: figure("Of bar returns; 0 is normal"),
  tailRatio: figure("95th percentile over the size of the 5th"),
  alpha: figure("A year, against the benchmark"),
  beta: figure("Against the benchmark"),
  informationRatio: figure("Annualised, against the benchmark"),
  trackingError: figure("A year, against the benchmark"),
  expectancy: figure("Mean profit of a closed trade, USD"),
  payoff: figure("Mean win over mean loss"),
  turnover: figure("Traded notional over mean equity, a year"),
  meanHoldingBars: figure("Of closed trades"),
  longestWinStreak: z.number().int(),
  longestLossStreak: z.number().int(),
  meanAdverseExcursion: figure("Worst open loss of a trade as a fraction of its entry, mean"),
  meanFavourableExcursion: figure("Best open gain of a trade as a fraction of its entry, mean"),
  costDrag: figure("Return a year given up to costs"),
  capacityUsd: figure("Account at which square-root impact eats half the yearly return"),
  probabilisticSharpe: figure("Probability that the true Sharpe ratio is above 0"),
  minimumTrackRecordBars: figure("Bars needed for 95 % confidence in a Sharpe ratio above 0"),
  sharpeInterval: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .describe("95 %, stationary bootstrap"),
});
export type DetailedMetrics = z.infer<typeof DetailedMetrics>;

/** What trading cost, by cause, USD. */
export const CostBreakdown = z.object({
  commission: z.number(),
  slippage: z.number(),
  spread: z.number(),
  impact: z.number(),
  borrow: z.number(),
  financing: z.number(),
});
export type CostBreakdown = z.infer<typeof CostBreakdown>;

/** Why a trade ended. */
export const ExitReason = z.enum(["rule", "stop", "trailing-stop", "target", "time", "margin", "delisted"]);
export type ExitReason = z.infer<typeof ExitReason>;

/** Whether a strategy's decisions change when the future does. */
export const LookAheadFinding = z.object({
  clean: z.boolean(),
  checkedBars: z.number().int(),
  findings: z
    .array(
      z.object({
        at: Instant,
        method: z.enum(["truncation", "perturbation", "same-bar-fill", "revised-data"]),
        words: z.string(),
      }),
    )
    .describe("The first of each kind"),
});
export type LookAheadFinding = z.infer<typeof LookAheadFinding>;

/** One round trip of a replay. The exit fields are null while the position is open at the end. */
export const BacktestTrade = z.object({
  enteredAt: Instant,
  entryPrice: z.number(),
  exitedAt: Instant.nullable(),
  exitPrice: z.number().nullable(),
  quantity: z.number(),
  profit: z.number().describe("After costs, USD; marked at the last close while open"),
  profitFraction: z.number(),
  symbol: InstrumentSymbol.optional().describe("In a portfolio"),
  side: z.enum(["long", "short"]).optional().describe("Long when left out"),
  exitReason: ExitReason.nullable().optional(),
  costs: z.number().optional().describe("USD"),
  adverseFraction: z.number().optional().describe("Worst open loss over the entry's value, 0 or below"),
  favourableFraction: z.number().optional().describe("Best open gain over the entry's value, 0 or above"),
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
  engine: z
    .enum(["kernel", "portfolio"])
    .optional()
    .describe("Which replay made it; both agree where both apply"),
  detailed: DetailedMetrics.optional(),
  costs: CostBreakdown.optional(),
  lookAhead: LookAheadFinding.optional(),
  codeVersion: z
    .string()
    .optional()
    .describe("Of the engine: the same version and inputs give the same bytes"),
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
