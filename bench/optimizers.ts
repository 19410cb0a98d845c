import { HARD_PROBLEMS } from "./hard-functions.ts";
import { atMost, type Bench, type Figure, seen } from "./report.ts";
import { medianOf, trialsToTarget } from "./trials-to-target.ts";

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
/** Ours may take so many times the trials of the best public program. */
const SHARE = 1.25;

export const optimizersBench: Bench = {
  name: "optimizers",
  method: `Median trials until a known minimum is come near, by a Gaussian process with expected improvement, one asked and one told at a time, over ${SEEDS.length} seeds. The goal is ${SHARE} times the best public median. A count, so the load does not matter.`,
  async run() {
    const figures = HARD_PROBLEMS.flatMap((problem): Figure[] => {
      const counts = SEEDS.map((seed) => trialsToTarget(problem, "gp", seed));
      const reached = counts.filter(Number.isFinite).length;
      return [
        atMost(
          `${problem.name}, trials`,
          medianOf(counts),
          SHARE * problem.publicMedian,
          (trials) => `${trials}`,
        ),
        seen("  seeds that got there", `${reached} of ${SEEDS.length}`),
      ];
    });
    return { figures };
  },
};
