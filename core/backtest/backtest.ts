import { type BarSeries, toSeries } from "#core/market-data";
import {
  type BacktestInputs,
  type BacktestReport,
  type Bar,
  InvalidInputError,
  type Signal,
} from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import { datedTrade, type Replay, replay, replayRule } from "./replay.ts";
import { replayDetails } from "./replay-details.ts";
import { warningsFor } from "./warnings.ts";

export interface BacktestFacts {
  id: string;
  inputs: BacktestInputs;
  /** As known at inputs.asOf, oldest first. */
  bars: readonly Bar[];
  /** On the instrument, as known at inputs.asOf. */
  signals: readonly Signal[];
}

/**
 * Replays a strategy on history: the same inputs and facts give the same report to the byte.
 *
 * @throws InvalidInputError when parameters or bars do not allow a replay, before any work
 */
export function runStrategy({ id, inputs, bars, signals }: BacktestFacts): BacktestReport {
  const rule = ruleOf(inputs.strategy, inputs.rule);
  const parameters = resolveParameters(inputs.strategy, inputs.parameters, inputs.rule);
  const series = toSeries(bars);
  assertReplayable(series, rule.warmUpBars(parameters), inputs);
  const known = [...signals].sort((a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id));
  const facts = { series, signals: known };
  const result = replayRule(rule, facts, parameters, inputs.initialCash, inputs.costs);
  const benchmark = buyAndHold(series, inputs);
  const detailed = replayDetails(series, result, benchmark, inputs.seed ?? 1);
  return {
    id,
    inputs: { ...inputs, parameters },
    source: series.source,
    metrics: result.metrics,
    benchmark: benchmark.metrics,
    equity: Array.from(series.times, (time, bar) => ({
      at: new Date(time).toISOString(),
      equity: result.equity[bar] ?? 0,
    })),
    trades: result.trades.map((trade) => datedTrade(trade, series)),
    warnings: warningsFor({ series, inputs, result, benchmark, warmUpBars: rule.warmUpBars(parameters) }),
    ...(detailed && { detailed }),
  };
}

/** In the market from the second bar's open to the end, under the same costs. */
export function buyAndHold(series: BarSeries, inputs: Pick<BacktestInputs, "initialCash" | "costs">): Replay {
  return replay(series, new Int8Array(series.times.length).fill(1), inputs.initialCash, inputs.costs);
}

/** Refuses history too short for a rule, and prices no rule should see. */
export function assertReplayable(
  series: BarSeries,
  warmUpBars: number,
  inputs: Pick<BacktestInputs, "symbol">,
): void {
  const bars = series.times.length;
  if (bars < Math.max(2, warmUpBars + 2))
    throw new InvalidInputError({
      what: `${inputs.symbol} has ${bars} bars in this window; this strategy needs at least ${Math.max(2, warmUpBars + 2)}.`,
      why: "It cannot decide anything before its averages are there.",
      fix: "Ask for a longer window or shorter periods.",
    });
  for (const column of [series.open, series.high, series.low, series.close])
    if (column.some((price) => !Number.isFinite(price) || price <= 0))
      throw new InvalidInputError({
        what: `${inputs.symbol} has a price that is not a number above zero.`,
        why: "A replay over a broken price would look like a result.",
        fix: "Look at the data of this window before testing on it.",
      });
}
