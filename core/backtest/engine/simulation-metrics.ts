import { randomOf } from "#core/market-data";
import {
  type DetailedFacts,
  detailedMetrics,
  maxDrawdown,
  mean,
  metricsFromTallies,
  periodsPerYear,
  sampleDeviation,
} from "#core/metrics";
import type { DetailedMetrics, PerformanceMetrics } from "#core/model";
import { marketDay } from "../market-day.ts";
import type { Market } from "./market.ts";
import type { Simulation } from "./simulate.ts";
import { roundTrips } from "./told-trades.ts";

/** Commission and what else trading and holding cost, USD. */
export const totalCosts = ({ costs }: Simulation): number =>
  costs.commission + costs.slippage + costs.spread + costs.impact + costs.borrow + costs.financing;

/** The short table of a run. A bar counts as held with any position at its close. */
export function simulationMetrics(market: Market, result: Simulation): PerformanceMetrics {
  const { equity, returns, gross, firstBar } = result;
  const profits = roundTrips(market, result).flatMap(({ exit, profit }) => (exit ? [profit] : []));
  const gains = profits.filter((profit) => profit > 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return metricsFromTallies(
    {
      initialEquity: equity[0] as number,
      finalEquity: equity.at(-1) as number,
      maxDrawdown: result.ruinedAt < 0 ? maxDrawdown(equity) : 1,
      meanReturn: mean(returns),
      deviation: sampleDeviation(returns),
      downsideSquares: returns.reduce((squares, value) => squares + Math.min(value, 0) ** 2, 0),
      barCount: equity.length,
      periodsPerYear: periodsPerYear(market.times.subarray(firstBar)),
    },
    {
      tradeCount: result.trades.length,
      closedTrades: profits.length,
      wins: gains.length,
      grossProfit: sum(gains),
      grossLoss: -sum(profits.filter((profit) => profit <= 0)),
      heldBars: gross.reduce((bars, value) => bars + (value > 0 ? 1 : 0), 0),
      totalCosts: totalCosts(result),
    },
  );
}

/**
 * The long table of a run; undefined once the account was gone, since returns of nothing are not defined.
 *
 * @param benchmark value of the benchmark at each bar of the run, all > 0
 * @param seed for the interval of the Sharpe ratio
 */
export function simulationDetails(
  market: Market,
  result: Simulation,
  benchmark: Float64Array | null,
  seed: number,
): DetailedMetrics | undefined {
  if (result.equity.some((value) => !(value > 0))) return undefined;
  return detailedMetrics({
    times: market.times.slice(result.firstBar),
    equity: result.equity,
    benchmark: benchmark?.every((value) => value > 0) ? benchmark : null,
    trades: roundTrips(market, result),
    totalCosts: totalCosts(result),
    market: tradedMarket(market),
    random: randomOf(`sharpe-interval-${seed}`),
  });
}

/** What one day of the only instrument is like; null for several, or without volume. */
function tradedMarket({ listings }: Market): DetailedFacts["market"] {
  const [only] = listings;
  return only && listings.length === 1 ? marketDay(only.series) : null;
}
