import type { BarSeries } from "#core/market-data";
import type { BacktestInputs } from "#core/model";
import type { Replay } from "./replay.ts";

/** Fewer round trips than this prove little. */
const FEW_TRADES = 30;
const YEAR_MS = 365.2425 * 86_400_000;

/** What a careful reader must know before believing the figures, in plain sentences. */
export function warningsFor(facts: {
  series: BarSeries;
  inputs: BacktestInputs;
  result: Pick<Replay, "metrics">;
  benchmark: Pick<Replay, "metrics">;
  warmUpBars: number;
}): string[] {
  const { series, inputs, result, benchmark, warmUpBars } = facts;
  const { metrics } = result;
  const years = ((series.times.at(-1) ?? 0) - (series.times[0] ?? 0)) / YEAR_MS;
  const warnings: string[] = [];
  if (metrics.tradeCount === 0) warnings.push("It never traded.");
  else if (metrics.tradeCount < FEW_TRADES)
    warnings.push(`Only ${metrics.tradeCount} trades: too few to tell skill from luck.`);
  if (years < 3) warnings.push("Less than three years of history: one kind of market at most.");
  if (warmUpBars > series.times.length / 4)
    warnings.push("A quarter of the window or more went into warming up.");
  if (inputs.costs.commissionBps + inputs.costs.slippageBps === 0)
    warnings.push("No costs were charged; real trading pays them.");
  if (metrics.totalReturn < benchmark.metrics.totalReturn) warnings.push("Buying and holding returned more.");
  if (series.source === "simulated")
    warnings.push("The prices are simulated; nothing here tells about a real market.");
  return warnings;
}
