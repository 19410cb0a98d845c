import { InvalidInputError } from "#core/model";

/** One round of a tournament: who runs, on how much of the data, and how many go on. */
export interface Rung {
  rung: number;
  /** Share of the bars each candidate is tried on, 0 < share ≤ 1. */
  share: number;
  /** Candidates that run in this round. */
  runs: number;
  /** Candidates that go on to the next; 0 after the last. */
  survivors: number;
}

export interface HalvingPlan {
  rungs: readonly Rung[];
  /** Work of all rounds, in runs over all bars. */
  fullRuns: number;
}

/**
 * Plans early stopping: all candidates on a small share of the bars, the best 1/eta of them on eta times as many,
 * and so on, until the last round sees every bar.
 *
 * @throws InvalidInputError for fewer than 1 candidate or rung, or eta below 2
 * @source Jamieson & Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", 2016
 */
export function successiveHalving(facts: { candidates: number; rungs: number; eta: number }): HalvingPlan {
  const { candidates, rungs, eta } = facts;
  const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;
  if (!isCount(candidates) || !isCount(rungs) || rungs > 20 || !isCount(eta) || eta < 2)
    throw new InvalidInputError({
      what: `Early stopping cannot be planned for ${candidates} candidates, ${rungs} rungs and eta ${eta}.`,
      why: "Each rung keeps one in eta candidates.",
      fix: "Give at least 1 candidate, 1 to 20 rungs, and an eta of 2 or more.",
    });
  const planned = Array.from({ length: rungs }, (_, rung): Rung => {
    const runs = Math.max(1, Math.floor(candidates / eta ** rung));
    const isLast = rung === rungs - 1;
    return {
      rung,
      share: eta ** (rung + 1 - rungs),
      runs,
      survivors: isLast ? 0 : Math.max(1, Math.floor(candidates / eta ** (rung + 1))),
    };
  });
  return { rungs: planned, fullRuns: planned.reduce((sum, { runs, share }) => sum + runs * share, 0) };
}

/**
 * Who goes on after a round.
 *
 * @param losses one per candidate, less is better; null where it failed
 * @returns indexes of the best `survivors` that did not fail, best first; ties by index
 */
export function promoted(losses: readonly (number | null)[], survivors: number): number[] {
  return losses
    .flatMap((loss, index) => (loss !== null && Number.isFinite(loss) ? [{ loss, index }] : []))
    .sort((a, b) => a.loss - b.loss || a.index - b.index)
    .slice(0, survivors)
    .map(({ index }) => index);
}
