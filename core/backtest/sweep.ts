import { toSeries } from "#core/market-data";
import { expectedMaxSharpe, withoutRounding } from "#core/metrics";
import {
  type BacktestInputs,
  type Bar,
  InvalidInputError,
  type Signal,
  type SweepCell,
  type SweepReport,
} from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import { assertReplayable } from "./backtest.ts";
import { type Grid, planGrid } from "./grid.ts";
import { replayRule } from "./replay.ts";
import { hasPlainTrading } from "./run-backtest-on.ts";
import { searchWarnings } from "./search-warnings.ts";
import { runInWorkers } from "./sweep-pool.ts";
import type { Moments } from "./sweep-trials.ts";
import { cutSeries, tryUnseen } from "./unseen.ts";

/** Share of the bars the search may see; the winner is then tried on the rest. */
const IN_SAMPLE = 0.7;

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
  const { inputs, signal } = facts;
  if (!hasPlainTrading(inputs)) throw tooRich(inputs.symbol);
  const plan = planGrid(inputs.strategy, facts.grid);
  const series = toSeries(facts.bars);
  const cut = Math.floor(series.times.length * IN_SAMPLE);
  const seen = cutSeries(series, 0, cut);
  assertReplayable(seen, plan.longestWarmUp, inputs);
  const signals = [...facts.signals].sort(
    (a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id),
  );
  const { initialCash, costs, strategy } = inputs;
  const { trialCount, moments, best } = await runInWorkers(
    { strategy, axes: plan.axes, series: seen, signals, initialCash, costs },
    plan.size,
    { workers: facts.workers, signal, onProgress: (done) => facts.onProgress?.(done, plan.trialCount) },
  );
  const rule = ruleOf(strategy);
  const top = best.map(({ place }): SweepCell => {
    const parameters = resolveParameters(strategy, plan.at(place));
    const { metrics } = replayRule(rule, { series: seen, signals }, parameters, initialCash, costs);
    return { parameters, metrics };
  });
  const [winner] = top;
  if (!winner) throw new Error("a grid that makes sense gave no trial");
  const bestOutOfSample = tryUnseen(series, cut, signals, inputs, winner.parameters);
  const luck = expectedMaxSharpe(trialCount, deviationOf(moments));
  const at = (index: number) => new Date(series.times[index] ?? 0).toISOString();
  return {
    id: facts.id,
    strategy,
    symbol: inputs.symbol,
    source: series.source,
    trialCount,
    skippedCount: plan.skippedCount,
    inSample: { from: at(0), to: at(cut - 1) },
    outOfSample: { from: at(cut), to: at(series.times.length - 1) },
    best: winner,
    bestOutOfSample,
    top,
    expectedMaxSharpeOfLuck: luck,
    warnings: searchWarnings({
      best: winner.metrics,
      unseen: bestOutOfSample,
      luck,
      trialCount,
      source: series.source,
    }),
  };
}

const tooRich = (symbol: string) =>
  new InvalidInputError({
    what: `A sweep of ${symbol} cannot take these costs, sizes, exits or fills.`,
    why: "It goes all in at the next open and knows commissionBps and slippageBps alone; the rest would be ignored.",
    fix: "Leave them out to find parameters, then run a backtest of the best with all of them.",
  });

const deviationOf = ({ count, mean, squares }: Moments): number =>
  count > 1 ? withoutRounding(Math.sqrt(squares / (count - 1)), mean) : 0;
