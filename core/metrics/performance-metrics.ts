import type { PerformanceMetrics } from "#core/model";
import { annualReturn } from "./annual-return.ts";
import { annualVolatility } from "./annual-volatility.ts";
import { barReturns } from "./bar-returns.ts";
import { calmarRatio } from "./calmar-ratio.ts";
import { exposure } from "./exposure.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { mean } from "./mean.ts";
import { periodsPerYear } from "./periods-per-year.ts";
import { profitFactor } from "./profit-factor.ts";
import { sampleDeviation } from "./sample-deviation.ts";
import { sharpeRatio } from "./sharpe-ratio.ts";
import { sortinoRatio } from "./sortino-ratio.ts";
import { totalReturn } from "./total-return.ts";
import { winRate } from "./win-rate.ts";

/** What the trades of a replay add up to. Money in USD after costs; closed trades only, but for `tradeCount`. */
export interface TradeTally {
  /** Trades entered, the one still open included. */
  tradeCount: number;
  closedTrades: number;
  wins: number;
  grossProfit: number;
  grossLoss: number;
  /** Bars with a position at their close. */
  heldBars: number;
  totalCosts: number;
}

/** What an equity curve adds up to; a fast kernel makes it without keeping the curve. */
export interface CurveTally {
  initialEquity: number;
  finalEquity: number;
  maxDrawdown: number;
  meanReturn: number;
  /** Sample deviation (n - 1) of bar returns. */
  deviation: number;
  /** Sum of squares of the negative bar returns. */
  downsideSquares: number;
  barCount: number;
  periodsPerYear: number;
}

/**
 * The usual figures of an equity curve and its trades.
 *
 * @param times bar closes, epoch ms, ascending
 * @param equity account value at each of them, all > 0
 */
export function performanceMetrics(
  times: Float64Array,
  equity: Float64Array,
  trades: TradeTally,
): PerformanceMetrics {
  const returns = barReturns(equity);
  let downsideSquares = 0;
  for (const value of returns) downsideSquares += Math.min(value, 0) ** 2;
  const curve: CurveTally = {
    initialEquity: equity[0] as number,
    finalEquity: equity[equity.length - 1] as number,
    maxDrawdown: maxDrawdown(equity),
    meanReturn: mean(returns),
    deviation: sampleDeviation(returns),
    downsideSquares,
    barCount: equity.length,
    periodsPerYear: periodsPerYear(times),
  };
  return metricsFromTallies(curve, trades);
}

/** The same figures from sums made elsewhere. */
export function metricsFromTallies(curve: CurveTally, trades: TradeTally): PerformanceMetrics {
  const steps = curve.barCount - 1;
  const total = totalReturn(curve.initialEquity, curve.finalEquity);
  const perYear = annualReturn(total, steps / curve.periodsPerYear);
  return {
    totalReturn: total,
    annualReturn: perYear,
    annualVolatility: annualVolatility(curve.deviation, curve.periodsPerYear),
    sharpeRatio: sharpeRatio(curve.meanReturn, curve.deviation, curve.periodsPerYear),
    sortinoRatio: sortinoRatio(curve.meanReturn, curve.downsideSquares, steps, curve.periodsPerYear),
    maxDrawdown: curve.maxDrawdown,
    calmarRatio: calmarRatio(perYear, curve.maxDrawdown),
    tradeCount: trades.tradeCount,
    winRate: winRate(trades.wins, trades.closedTrades),
    profitFactor: profitFactor(trades.grossProfit, trades.grossLoss),
    exposure: exposure(trades.heldBars, curve.barCount),
    totalCosts: trades.totalCosts,
    finalEquity: curve.finalEquity,
    barCount: curve.barCount,
  };
}
