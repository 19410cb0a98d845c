import type { StudyProgress } from "#core/model";
import type { Objective, ToldTrial } from "./search-space.ts";

/**
 * How far a search is, how fast, and the best so far.
 *
 * @param trials told so far, failures included
 * @param objective the first one of the search
 * @param startedAt ms since the epoch, of this run: `resumedWith` trials of an earlier run do not count as speed
 */
export function searchProgress(facts: {
  trials: readonly ToldTrial[];
  objective: Objective;
  budget: number;
  startedAt: number;
  now: number;
  resumedWith?: number;
}): StudyProgress {
  const { trials, objective, budget, startedAt, now, resumedWith = 0 } = facts;
  const seconds = (now - startedAt) / 1000;
  const done = trials.length;
  const perSecond = seconds > 0 && done > resumedWith ? (done - resumedWith) / seconds : null;
  return {
    done,
    total: budget,
    perSecond,
    secondsLeft: perSecond === null ? null : Math.max(0, budget - done) / perSecond,
    bestValue: bestValue(trials, objective),
  };
}

function bestValue(trials: readonly ToldTrial[], { direction }: Objective): number | null {
  let best: number | null = null;
  for (const { values } of trials) {
    const value = values?.every(Number.isFinite) ? values[0] : undefined;
    if (value === undefined) continue;
    if (best === null || (direction === "maximise" ? value > best : value < best)) best = value;
  }
  return best;
}
