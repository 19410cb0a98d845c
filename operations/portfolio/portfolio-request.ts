import { z } from "zod";
import { COVARIANCE_METHODS } from "#core/metrics";
import { DecimalText, Instant, InstrumentSymbol, Source } from "#core/model";
import { KktCertificate, PORTFOLIO_METHODS } from "#core/risk";

/** Assets of one question; far more than a conversation can weigh. */
const MAX_ASSETS = 50;
const fraction = z.number().min(0).max(10);

export const PortfolioRequest = z.strictObject({
  method: z.enum(PORTFOLIO_METHODS),
  symbols: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(MAX_ASSETS)
    .optional()
    .describe("Tickers or company names; what the account holds when left out"),
  account: z.string().min(1).max(64).default("paper"),
  days: z.number().int().min(10).max(2_520).default(252).describe("Trading days looked back on"),
  asOf: Instant.optional().describe("Only bars known by then are seen; now when left out"),
  covariance: z.enum(COVARIANCE_METHODS).default("ledoit-wolf"),
  halfLifeDays: z.number().positive().max(2_520).default(63).describe("For ewma only"),
  returns: z
    .enum(["historical", "signals"])
    .default("historical")
    .describe(
      "Where expected returns come from: the mean of the window, or signals weighed against equal weights",
    ),
  riskFreeRate: z.number().min(-0.05).max(0.5).default(0.04).describe("A year, for max-sharpe"),
  riskAversion: z.number().positive().max(1_000).default(2.5).describe("For utility"),
  targetReturn: z.number().min(-1).max(10).optional().describe("A year, for target-return: 0.08 is 8 %"),
  targetRisk: z.number().positive().max(10).optional().describe("Yearly volatility, for target-risk"),
  minWeight: z.number().min(-1).max(1).default(0).describe("Of each asset; below 0 allows short positions"),
  maxWeight: z.number().min(0).max(2).default(1).describe("Of each asset"),
  weightBounds: z
    .record(z.string().min(1).max(80), z.strictObject({ min: z.number().min(-1), max: z.number().max(2) }))
    .refine((bounds) => Object.values(bounds).every(({ min, max }) => min <= max), "min is above max")
    .optional()
    .describe("Assets with bounds of their own, instead of minWeight and maxWeight"),
  riskBudgets: z
    .record(z.string().min(1).max(80), z.number().min(0).max(1_000))
    .optional()
    .describe(
      "For risk-parity: the share of the risk each asset brings, in any unit, one for every asset; equal when left out",
    ),
  maxSectorWeight: fraction.optional().describe("Of each sector"),
  grossExposure: fraction.optional().describe("Largest sum of absolute weights"),
  invested: z.number().min(0).max(1).default(1).describe("Share of the money that is not to stay in cash"),
  turnover: fraction
    .optional()
    .describe("Most that may be traded, purchases and sales both counted: 0.1 is 10 %"),
  costBps: z
    .number()
    .min(0)
    .max(500)
    .default(10)
    .describe("Cost of trading, basis points of the traded value"),
  maxAssets: z.number().int().min(1).max(MAX_ASSETS).optional(),
  frontierPoints: z.number().int().min(2).max(50).optional().describe("Asks for the efficient frontier too"),
});
export type PortfolioRequest = z.infer<typeof PortfolioRequest>;

export const PortfolioAdvice = z.object({
  method: z.enum(PORTFOLIO_METHODS),
  account: z.string(),
  asOf: Instant,
  from: z.string().describe("First day of the window"),
  to: z.string().describe("Last day of the window"),
  days: z.number().int().describe("Returns used"),
  droppedDays: z.number().int().describe("Days left out because some asset had no price"),
  covariance: z.object({ method: z.enum(COVARIANCE_METHODS), note: z.string() }),
  sleeveUsd: DecimalText.describe("Cash plus the value of the named assets; weights are fractions of it"),
  allocations: z.array(
    z.object({
      symbol: InstrumentSymbol,
      weight: z.number(),
      currentWeight: z.number(),
      riskShare: z.number().describe("Share of the portfolio's variance it brings"),
      expectedReturn: z.number().describe("A year"),
    }),
  ),
  expectedReturn: z.number().describe("A year, before trading costs"),
  volatility: z.number().describe("A year"),
  sharpe: z.number().nullable().describe("Expected return above the risk-free rate over volatility"),
  certificate: KktCertificate.describe("Proof of the optimum; each figure at most 1e-8"),
  binding: z.array(z.string()).describe("Limits on which the answer rests"),
  heuristicGap: z.number().nullable().describe("Volatility the limit on the number of assets may have cost"),
  frontier: z.array(
    z.object({ expectedReturn: z.number(), volatility: z.number(), weights: z.array(z.number()) }),
  ),
  basket: z.object({
    orders: z.array(
      z.object({
        symbol: InstrumentSymbol,
        side: z.enum(["buy", "sell"]),
        quantity: DecimalText,
        notional: DecimalText,
      }),
    ),
    cashAfter: DecimalText,
    leftover: DecimalText,
    turnover: z.number(),
  }),
  sources: z.array(Source),
  warnings: z.array(z.string()),
});
export type PortfolioAdvice = z.infer<typeof PortfolioAdvice>;
