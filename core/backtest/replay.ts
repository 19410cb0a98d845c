import type { BarSeries } from "#core/market-data";
import { metricsFromTallies } from "#core/metrics";
import type { BacktestTrade, ParameterValues, PerformanceMetrics, TradingCosts } from "#core/model";
import type { RuleFacts, StrategyRule } from "#core/strategy";
import { Kernel, type ReplayTrade } from "./kernel/index.ts";

/** The account at each bar's close, and what traded. */
export interface Replay {
  /** Account value at each bar close, USD; as long as the series. */
  equity: Float64Array;
  /** Oldest first; only the last can be open. */
  trades: ReplayTrade[];
  metrics: PerformanceMetrics;
}

/**
 * Replays decisions on a series with one position, all in: long, flat or short, under the semantics of `Kernel`.
 *
 * @param directions 1 long, 0 flat, -1 short, decided at each bar's close; as long as the series
 * @param initialCash USD, > 0
 */
export function replay(
  series: BarSeries,
  directions: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): Replay {
  return replayOf(replayed(series, directions, initialCash, costs));
}

/** Only the figures of the same replay. */
export function kernelMetrics(
  series: BarSeries,
  directions: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): PerformanceMetrics {
  return metricsFromTallies(...replayed(series, directions, initialCash, costs).tallies());
}

/** Only the account's simple return at each bar but the first, for those who lay many trials side by side. */
export function kernelReturns(
  series: BarSeries,
  directions: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): Float64Array {
  return replayed(series, directions, initialCash, costs).returns();
}

/** Replays what a rule decides on its facts. */
export function replayRule(
  rule: StrategyRule,
  facts: RuleFacts,
  parameters: ParameterValues,
  initialCash: number,
  costs: TradingCosts,
): Replay {
  const averages = rule.averages?.(parameters);
  if (!averages) return replay(facts.series, rule.decide(facts, parameters), initialCash, costs);
  const kernel = loaded(facts.series);
  kernel.replayAverages(averages, initialCash, costs);
  return replayOf(kernel);
}

let shared: Kernel | undefined;

/** Taken in anew each time: a series that was changed in place must not be answered from an older copy. */
function loaded(series: BarSeries): Kernel {
  shared ??= new Kernel(0);
  shared.load(series);
  return shared;
}

function replayed(
  series: BarSeries,
  directions: Int8Array,
  initialCash: number,
  costs: TradingCosts,
): Kernel {
  const kernel = loaded(series);
  kernel.replay(directions, initialCash, costs);
  return kernel;
}

const replayOf = (kernel: Kernel): Replay => ({
  equity: kernel.equity(),
  trades: kernel.trades(),
  metrics: metricsFromTallies(...kernel.tallies()),
});

/** A trade as a report shows it. */
export function datedTrade(trade: ReplayTrade, { times }: BarSeries): BacktestTrade {
  const at = (bar: number) => new Date(times[bar] ?? Number.NaN).toISOString();
  return {
    enteredAt: at(trade.entryBar),
    entryPrice: trade.entryPrice,
    exitedAt: trade.exit && at(trade.exit.bar),
    exitPrice: trade.exit?.price ?? null,
    quantity: trade.quantity,
    profit: trade.profit,
    profitFraction: trade.profit / trade.stake,
  };
}
