import { toSeries } from "#core/market-data";
import { expectedMaxSharpe, sampleDeviation } from "#core/metrics";
import {
  type BacktestInputs,
  type Bar,
  InvalidInputError,
  type Signal,
  type SweepCell,
  type SweepReport,
} from "#core/model";
import { ruleOf } from "#core/strategy";
import { assertReplayable } from "./backtest.ts";
import { expandGrid, type Grid } from "./grid.ts";
import { searchWarnings } from "./search-warnings.ts";
import { runInWorkers, type SweepJob } from "./sweep-pool.ts";
import { cutSeries, tryUnseen } from "./unseen.ts";

/** Share of the bars the search may see; the winner is then tried on the rest. */
const IN_SAMPLE = 0.7;
const TOP = 10;

export interface SweepFacts {
  id: string;
  inputs: Omit<BacktestInputs, "parameters">;
  grid: Grid;
  bars: readonly Bar[];
  signals: readonly Signal[];
  /** Worker threads to use. */
  workers: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Tries a grid of parameters on the first 70 % of the bars in worker threads, and the winner once on the rest.
 * Ranked by Sharpe ratio; equal ones by the order of the grid.
 *
 * @throws InvalidInputError before any work when grid or bars make no sense
 */
export async function sweepGrid(facts: SweepFacts): Promise<SweepReport> {
  const { inputs } = facts;
  const { combinations, skippedCount } = expandGrid(inputs.strategy, facts.grid);
  const series = toSeries(facts.bars);
  const cut = Math.floor(series.times.length * IN_SAMPLE);
  const seen = cutSeries(series, 0, cut);
  const rule = ruleOf(inputs.strategy);
  assertReplayable(seen, Math.max(...combinations.map((values) => rule.warmUpBars(values))), inputs);
  const signals = [...facts.signals].sort(
    (a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id),
  );
  const job: SweepJob = {
    strategy: inputs.strategy,
    series: seen,
    signals,
    initialCash: inputs.initialCash,
    costs: inputs.costs,
  };
  const cells = await runInWorkers(job, combinations, facts);
  const ranked = [...cells].sort((a, b) => sharpeOf(b) - sharpeOf(a));
  const [best] = ranked;
  if (!best)
    throw new InvalidInputError({
      what: "The sweep tried nothing.",
      why: "Its grid is empty.",
      fix: "Give a grid.",
    });
  const bestOutOfSample = tryUnseen(series, cut, signals, inputs, best.parameters);
  const sharpes = Float64Array.from(cells, sharpeOf).filter(Number.isFinite);
  const luck = expectedMaxSharpe(cells.length, sharpes.length > 1 ? sampleDeviation(sharpes) : 0);
  const at = (index: number) => new Date(series.times[index] ?? 0).toISOString();
  return {
    id: facts.id,
    strategy: inputs.strategy,
    symbol: inputs.symbol,
    source: series.source,
    trialCount: cells.length,
    skippedCount,
    inSample: { from: at(0), to: at(cut - 1) },
    outOfSample: { from: at(cut), to: at(series.times.length - 1) },
    best,
    bestOutOfSample,
    top: ranked.slice(0, TOP),
    expectedMaxSharpeOfLuck: luck,
    warnings: searchWarnings({
      best: best.metrics,
      unseen: bestOutOfSample,
      luck,
      trialCount: cells.length,
      source: series.source,
    }),
  };
}

const sharpeOf = (cell: SweepCell): number => cell.metrics.sharpeRatio ?? Number.NEGATIVE_INFINITY;
