export { annualReturn } from "./annual-return.ts";
export { annualVolatility } from "./annual-volatility.ts";
export { barReturns } from "./bar-returns.ts";
export * from "./benchmark/index.ts";
export { calmarRatio } from "./calmar-ratio.ts";
export { checkNumbers, checkPairs } from "./check-numbers.ts";
export * from "./covariance/index.ts";
export { deflatedSharpeRatio } from "./deflated-sharpe-ratio.ts";
export { type DetailedFacts, detailedMetrics } from "./detailed-metrics.ts";
export * from "./distribution/index.ts";
export * from "./drawdown/index.ts";
export { expectedMaxSharpe } from "./expected-max-sharpe.ts";
export { exposure } from "./exposure.ts";
export * from "./linear-algebra/index.ts";
export * from "./luck/index.ts";
export { maxDrawdown } from "./max-drawdown.ts";
export { mean } from "./mean.ts";
export { normalProbability, normalQuantile } from "./normal-distribution.ts";
export {
  type CurveTally,
  metricsFromTallies,
  performanceMetrics,
  type TradeTally,
} from "./performance-metrics.ts";
export { periodsPerYear } from "./periods-per-year.ts";
export { profitFactor } from "./profit-factor.ts";
export { sampleDeviation, withoutRounding } from "./sample-deviation.ts";
export { sharpeRatio } from "./sharpe-ratio.ts";
export { sortinoRatio } from "./sortino-ratio.ts";
export { totalReturn } from "./total-return.ts";
export * from "./trades/index.ts";
export * from "./value-at-risk/index.ts";
export { winRate } from "./win-rate.ts";
