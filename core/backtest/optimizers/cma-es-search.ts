import { randomOf } from "#core/market-data";
import { childrenOf, type Distribution, learn, sample, startAt } from "./cma-distribution.ts";
import { keyOf, type Point } from "./lattice.ts";
import { type PointSource, type SearchFacts, takeEach } from "./point-source.ts";

/** A distribution narrower than this has found what it finds, and starts anew elsewhere. */
const NARROWEST = 3e-6;
/** Samples that may be taken or infeasible, before a point is drawn from the free ones. */
const MAX_SAMPLES = 200;

/**
 * Evolution of a normal distribution towards better points. Each generation follows from the seed and the one
 * before, so the search finds its place again by living through what is told.
 */
export function cmaEsSearch(facts: SearchFacts): PointSource {
  const { lattice, record, seed } = facts;
  const issued = new Set<string>();
  let distribution = startAt(new Float64Array(lattice.axes.length).fill(0.5));
  let children: Point[] = bear(facts, distribution, issued);
  const liveOn = () => {
    for (;;) {
      const told = children.map((child) => record.toldAt(child));
      if (children.length === 0 || told.some((one) => one === undefined)) return;
      const loss = (index: number) => told[index]?.losses?.[0] ?? Number.POSITIVE_INFINITY;
      const ranked = [...children.keys()].sort((a, b) => (loss(a) === loss(b) ? a - b : loss(a) - loss(b)));
      distribution = next(
        distribution,
        ranked.map((index) => lattice.coordinatesOf(children[index] as Point)),
        seed,
      );
      children = bear(facts, distribution, issued);
    }
  };
  return {
    next: (count) => {
      liveOn();
      const waiting = children.filter((child) => !record.isTaken(child));
      const random = randomOf(`${seed}|cma-es-more|${record.toldCount}|${record.count}`);
      return takeEach(facts, count, () => waiting.shift() ?? lattice.fresh(random, record.isTaken));
    },
  };
}

function next(from: Distribution, ranked: readonly Float64Array[], seed: string): Distribution {
  const learned = learn(from, ranked);
  if (learned.step * Math.max(...learned.deviations) > NARROWEST) return learned;
  const random = randomOf(`${seed}|cma-es-anew|${learned.generation}`);
  return startAt(learned.mean.map(random), learned.generation);
}

/** A generation's points, none of which an earlier one had. */
function bear({ lattice, seed }: SearchFacts, from: Distribution, issued: Set<string>): Point[] {
  const random = randomOf(`${seed}|cma-es|${from.generation}`);
  const isIssued = (point: Point) => issued.has(keyOf(point));
  const children: Point[] = [];
  while (children.length < childrenOf(lattice.axes.length)) {
    let child: Point | null = null;
    for (let tries = 0; tries < MAX_SAMPLES && !child; tries += 1) {
      const point = lattice.nearest(sample(from, 1 + tries / 20, random));
      if (!isIssued(point) && lattice.isFeasible(point)) child = point;
    }
    child ??= lattice.fresh(random, isIssued);
    if (!child) break;
    issued.add(keyOf(child));
    children.push(child);
  }
  return children;
}
