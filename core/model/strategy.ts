import { z } from "zod";

/** One tunable number of a strategy, with the range in which it makes sense. */
export const StrategyParameter = z.object({
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  integer: z.boolean(),
  min: z.number(),
  max: z.number(),
  default: z.number(),
  step: z.number().positive().optional().describe("Smallest useful difference between two values"),
  scale: z.enum(["linear", "log"]).optional().describe("How a search walks the range; linear when left out"),
});
export type StrategyParameter = z.infer<typeof StrategyParameter>;

/** The rules the desk can run. */
export const StrategyKind = z.enum([
  "sma-cross",
  "news-sentiment",
  "macd-trend",
  "super-trend",
  "rsi-reversion",
  "bollinger-reversion",
  "donchian-breakout",
  "time-series-momentum",
  "expression",
]);
export type StrategyKind = z.infer<typeof StrategyKind>;

/** What a rule lives on. */
export const StrategyFamily = z.enum([
  "trend-following",
  "mean-reversion",
  "breakout",
  "momentum",
  "sentiment",
  "event-driven",
  "machine-learning",
  "expression",
]);
export type StrategyFamily = z.infer<typeof StrategyFamily>;

/** Values for a strategy's parameters, by name. Missing ones take their default. */
export const ParameterValues = z.record(z.string(), z.number());
export type ParameterValues = z.infer<typeof ParameterValues>;

/** A stored, versioned rule that turns bars and signals into proposals. */
export const Strategy = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  kind: StrategyKind,
  name: z.string(),
  description: z.string(),
  parameters: z.array(StrategyParameter),
  family: StrategyFamily.optional(),
  assumptions: z.array(z.string()).optional().describe("What must hold in the market for it to earn"),
  constraints: z.array(z.string()).optional().describe("Rules between parameters, in words"),
  directions: z.enum(["long-only", "long-short"]).optional(),
  needs: z
    .array(z.enum(["signals", "earnings", "releases", "articles", "universe", "training"]))
    .optional()
    .describe("Facts beside the bars of one instrument"),
});
export type Strategy = z.infer<typeof Strategy>;

/** A rule written down: conditions over indicators and prices, each true or false at a bar's close. */
export const RuleExpression = z.strictObject({
  enter: z
    .string()
    .min(1)
    .max(2000)
    .describe("Go long, such as: crosses_above(sma(close, 20), sma(close, 50))"),
  exit: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe("Leave a long; when left out, as soon as enter is false"),
  short: z.string().min(1).max(2000).optional().describe("Go short"),
  cover: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe("Leave a short; when left out, as soon as short is false"),
});
export type RuleExpression = z.infer<typeof RuleExpression>;

/** How much of the account one position takes. */
export const Sizing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all-in") }).describe("All cash, an equal share for each instrument"),
  z.strictObject({ kind: z.literal("fixed-fraction"), fraction: z.number().positive().max(4) }),
  z
    .strictObject({
      kind: z.literal("volatility-target"),
      annualVolatility: z.number().positive().max(2).describe("0.1 is 10 % a year"),
      lookbackBars: z.number().int().min(5).max(1000).default(60),
      maxLeverage: z.number().positive().max(4).default(1),
    })
    .describe("Equity times target over realised volatility"),
  z
    .strictObject({
      kind: z.literal("kelly"),
      cap: z.number().positive().max(1).describe("Largest share of the account"),
      fraction: z.number().positive().max(1).default(0.5).describe("Share of the full Kelly bet"),
      lookbackTrades: z.number().int().min(10).max(1000).default(30).describe("Closed trades it learns from"),
    })
    .describe(
      "From the hit rate and payoff of the strategy's own closed trades; nothing is bet before there are enough",
    ),
]);
export type Sizing = z.infer<typeof Sizing>;

/** Ways out beside the rule's own. All measured from the entry, as fractions of its price; the first that is met ends the trade. */
export const ExitRules = z.strictObject({
  stopFraction: z.number().positive().lt(1).optional(),
  trailingFraction: z.number().positive().lt(1).optional(),
  targetFraction: z.number().positive().max(100).optional(),
  maxBars: z.number().int().positive().max(100_000).optional(),
});
export type ExitRules = z.infer<typeof ExitRules>;
