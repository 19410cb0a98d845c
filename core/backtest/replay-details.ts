import { type BarSeries, randomOf } from "#core/market-data";
import { detailedMetrics, excursion, type RoundTrip } from "#core/metrics";
import type { DetailedMetrics } from "#core/model";
import type { ReplayTrade } from "./kernel/index.ts";
import { marketDay } from "./market-day.ts";
import type { Replay } from "./replay.ts";

/**
 * The long table of a replay; undefined once the account was gone, since returns of nothing are not defined.
 *
 * @param benchmark of the same bars
 * @param seed for the interval of the Sharpe ratio
 */
export function replayDetails(
  series: BarSeries,
  result: Replay,
  benchmark: Replay,
  seed: number,
): DetailedMetrics | undefined {
  if (result.equity.some((value) => !(value > 0))) return undefined;
  return detailedMetrics({
    times: series.times,
    equity: result.equity,
    benchmark: benchmark.equity.every((value) => value > 0) ? benchmark.equity : null,
    trades: result.trades.map((trade) => roundTripOf(trade, series)),
    totalCosts: result.metrics.totalCosts,
    market: marketDay(series),
    random: randomOf(`sharpe-interval-${seed}`),
  });
}

function roundTripOf(
  { entryBar, entryPrice, exit, quantity, profit }: ReplayTrade,
  series: BarSeries,
): RoundTrip {
  const trip: RoundTrip = {
    direction: quantity > 0 ? 1 : -1,
    quantity: Math.abs(quantity),
    entryBar,
    entryPrice,
    exit,
    profit,
  };
  return { ...trip, excursion: excursion(trip, series.high, series.low) };
}
