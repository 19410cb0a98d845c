import type { BarSeries } from "#core/market-data";
import type { BacktestInputs, ParameterValues, PerformanceMetrics, Signal } from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import { kernelMetrics } from "./replay.ts";

/** A stretch of a series, from one bar to before another. */
export function cutSeries(series: BarSeries, from: number, to?: number): BarSeries {
  const cut = (column: Float64Array) => column.slice(from, to);
  const { times, open, high, low, close, volume } = series;
  return {
    ...series,
    times: cut(times),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
}

/** A search's winner on the bars from `cut` on, which it did not see; its averages may warm up on those it did. */
export function tryUnseen(
  series: BarSeries,
  cut: number,
  signals: readonly Signal[],
  inputs: Omit<BacktestInputs, "parameters">,
  parameters: ParameterValues,
): PerformanceMetrics {
  const values = resolveParameters(inputs.strategy, parameters, inputs.rule);
  const targets = ruleOf(inputs.strategy, inputs.rule).decide({ series, signals }, values);
  return kernelMetrics(cutSeries(series, cut), targets.slice(cut), inputs.initialCash, inputs.costs);
}
