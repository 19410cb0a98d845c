import { randomOf } from "#core/market-data";
import type { Point } from "../lattice.ts";
import { type PointSource, type SearchFacts, takeEach } from "../point-source.ts";
import { randomSearch } from "../random-search.ts";
import type { TrialRecord } from "../trial-record.ts";
import { type ParzenEstimator, parzenEstimator } from "./parzen-estimator.ts";

/** Points drawn evenly before the densities say anything. */
const STARTUP = 10;
/** Share of the told points that counts as good, and the most of them. */
const [GOOD_SHARE, MAX_GOOD] = [0.1, 25];
/** Levels drawn per dimension, of which the one that most favours the good is taken. */
const CANDIDATES = 24;
/** Draws in which all may be taken or infeasible, before a point is drawn from the free ones. */
const MAX_ROUNDS = 50;

/**
 * Draws where good points were dense and bad ones were not, each dimension for itself.
 *
 * @source Bergstra, Bardenet, Bengio & Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS 2011
 */
export function tpeSearch(facts: SearchFacts): PointSource {
  const { lattice, record } = facts;
  const startup = randomSearch(facts);
  return {
    next: (count) => {
      if (record.toldCount < STARTUP) return startup.next(count);
      const random = randomOf(`${facts.seed}|tpe|${record.toldCount}|${record.count}`);
      const { good, bad } = split(record);
      const densities = (points: readonly Point[]) =>
        lattice.axes.map((axis, at) =>
          parzenEstimator(
            axis,
            points.map((point) => point[at] as number),
          ),
        );
      const [better, worse] = [densities(good), densities(bad)];
      const nextOne = () => {
        for (let round = 0; round < MAX_ROUNDS; round += 1) {
          const point = better.map((density, at) => drawLevel(density, worse[at] as ParzenEstimator, random));
          if (!record.isTaken(point) && lattice.isFeasible(point)) return point;
        }
        return lattice.fresh(random, record.isTaken);
      };
      return takeEach(facts, count, nextOne);
    },
  };
}

/** Of some levels of the good, the one that is rarest among the bad. */
function drawLevel(better: ParzenEstimator, worse: ParzenEstimator, random: () => number): number {
  let [best, bestGain] = [0, Number.NEGATIVE_INFINITY];
  for (let draw = 0; draw < CANDIDATES; draw += 1) {
    const level = better.sample(random);
    const gain = better.logDensity(level) - worse.logDensity(level);
    if (gain > bestGain) [best, bestGain] = [level, gain];
  }
  return best;
}

/** Failures and what is still out count as bad, so that the search looks elsewhere. */
function split({ told, pending }: TrialRecord): { good: Point[]; bad: Point[] } {
  const sound = told.filter(({ losses }) => losses !== null);
  const ranked = sound.sort((a, b) => (a.losses?.[0] ?? 0) - (b.losses?.[0] ?? 0));
  const goodCount = Math.min(MAX_GOOD, Math.ceil(GOOD_SHARE * told.length));
  const failed = told.filter(({ losses }) => losses === null);
  return {
    good: ranked.slice(0, goodCount).map(({ point }) => point),
    bad: [...[...ranked.slice(goodCount), ...failed].map(({ point }) => point), ...pending],
  };
}
