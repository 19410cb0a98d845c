import { expectedMaxSharpe, sampleDeviation } from "#core/metrics";
import type { Dimension, PerformanceMetrics, Trial } from "#core/model";
import { searchWarnings } from "../search-warnings.ts";
import { tryUnseen } from "../unseen.ts";
import { wholePoint } from "./plan-search.ts";
import type { StudyTally } from "./study-tally.ts";
import type { StudyHistory } from "./trial-job.ts";

/** What became of a search. */
export interface StudyEnd {
  outOfSample: PerformanceMetrics | null;
  warnings: string[];
}

/** Tries the winner once on the bars the search did not see, and says what would make it luck. */
export function tryWinner(
  { whole, cut, job }: StudyHistory,
  dimensions: readonly Dimension[],
  tally: StudyTally,
): StudyEnd {
  const { best, done, sharpes } = tally;
  if (!best?.metrics)
    return { outOfSample: null, warnings: ["No trial gave the figures that were searched for."] };
  const { inputs, fixed, signals } = job;
  const parameters = wholePoint({ strategy: inputs.strategy, fixed }, best.parameters);
  const unseen = tryUnseen(whole, cut, signals, inputs, parameters);
  const luck = expectedMaxSharpe(done, sharpes.length > 1 ? sampleDeviation(sharpes) : 0);
  const facts = { best: best.metrics, unseen, luck, trialCount: done, source: whole.source };
  return { outOfSample: unseen, warnings: [...searchWarnings(facts), ...edgeWarnings(dimensions, best)] };
}

/** A winner at the end of a range may have better neighbours that were not tried. */
function edgeWarnings(dimensions: readonly Dimension[], { parameters }: Trial): string[] {
  return dimensions.flatMap((dimension) => {
    if (dimension.type === "choice") return [];
    const { name, min, max } = dimension;
    const value = parameters[name];
    if (min === max || (value !== min && value !== max)) return [];
    return [`The winner's ${name}, ${value}, lies at the end of its range: better values may lie beyond.`];
  });
}
