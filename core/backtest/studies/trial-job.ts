import { type BarSeries, toSeries } from "#core/market-data";
import type { BacktestInputs, Bar, ObjectiveName, ParameterValues, Signal, Trial } from "#core/model";
import { OperatorError } from "#core/model";
import { ruleOf } from "#core/strategy";
import { assertReplayable } from "../backtest.ts";
import { kernelMetrics } from "../replay.ts";
import { cutSeries } from "../unseen.ts";
import { valuesOf } from "./objectives.ts";
import { type SearchPlan, wholePoint } from "./plan-search.ts";

/** What a study searches on: its bars up to the cut, and what it must know of them once. */
export interface TrialJob {
  inputs: Omit<BacktestInputs, "parameters">;
  fixed: ParameterValues;
  objectives: readonly ObjectiveName[];
  /** The bars the search may see. */
  series: BarSeries;
  /** In the order they became known. */
  signals: readonly Signal[];
}

/** What one point came to. */
export type Outcome = Pick<Trial, "values" | "metrics" | "failure">;

/** First bar the search does not see. */
export const cutOf = (bars: number, inSampleShare: number): number => Math.floor(bars * inSampleShare);

/** The history of a study, cut where its search ends. */
export interface StudyHistory {
  whole: BarSeries;
  cut: number;
  job: TrialJob;
}

/** @throws InvalidInputError when the bars hold a broken price, or are too few for the longest periods of the search */
export function historyOf(
  search: Pick<SearchPlan, "fixed" | "dimensions" | "objectives"> & { inSampleShare: number },
  facts: {
    inputs: Omit<BacktestInputs, "parameters">;
    bars: readonly Bar[];
    signals: readonly Signal[];
  },
): StudyHistory {
  const { inputs } = facts;
  const whole = toSeries(facts.bars);
  const cut = cutOf(whole.times.length, search.inSampleShare);
  const series = cutSeries(whole, 0, cut);
  const rule = ruleOf(inputs.strategy, inputs.rule);
  const corner = (end: "lowest" | "highest") =>
    wholePoint(
      { strategy: inputs.strategy, fixed: search.fixed },
      Object.fromEntries(search.dimensions.map((one) => [one.name, endOf(one, end)])),
    );
  const warmUp = Math.max(rule.warmUpBars(corner("lowest")), rule.warmUpBars(corner("highest")));
  assertReplayable(series, warmUp, inputs);
  const signals = [...facts.signals].sort(
    (a, b) => a.knownAt.localeCompare(b.knownAt) || a.id.localeCompare(b.id),
  );
  return {
    whole,
    cut,
    job: { inputs, fixed: search.fixed, objectives: search.objectives, series, signals },
  };
}

function endOf(dimension: SearchPlan["dimensions"][number], end: "lowest" | "highest"): number {
  if (dimension.type === "choice")
    return end === "lowest" ? Math.min(...dimension.choices) : Math.max(...dimension.choices);
  return end === "lowest" ? dimension.min : dimension.max;
}

/** Replays one point on the bars of the search. A point that cannot be replayed is a failure, not an end. */
export function tryPoint(job: TrialJob, point: ParameterValues): Outcome {
  const { inputs, series, signals, fixed, objectives } = job;
  try {
    const parameters = wholePoint({ strategy: inputs.strategy, fixed }, point);
    const directions = ruleOf(inputs.strategy, inputs.rule).decide({ series, signals }, parameters);
    const metrics = kernelMetrics(series, directions, inputs.initialCash, inputs.costs);
    const found = valuesOf(metrics, objectives);
    if ("values" in found) return { values: found.values, metrics, failure: null };
    const why = metrics.tradeCount === 0 ? "It never traded" : "Its returns never varied";
    return { values: null, metrics, failure: `${why}, so it has no ${found.missing}.` };
  } catch (error) {
    return {
      values: null,
      metrics: null,
      failure: error instanceof OperatorError ? error.parts.what : String(error),
    };
  }
}
