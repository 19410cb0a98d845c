import { normalOf, randomOf } from "#core/market-data";
import { normalProbability } from "#core/metrics";
import { type GaussianProcess, likelyScales, processOf } from "./gaussian-process.ts";
import type { Point } from "./lattice.ts";
import { type PointSource, type SearchFacts, takeEach } from "./point-source.ts";
import { randomSearch } from "./random-search.ts";
import type { TrialRecord } from "./trial-record.ts";

/** Points drawn before the process is asked; more would be a large part of the few dozen it needs. */
const STARTUP = 6;
/**
 * Losses are told apart evenly up to so many times the usual one, and less and less beyond. A lower figure helps on
 * steep valleys and costs accuracy near the best; see docs/optimizers.md.
 */
const EVEN_UP_TO = 4;
/** Points whose expected improvement is looked at: over the whole space, and around the best. */
const [WIDE, NEAR] = [400, 200];
/** Widths of the steps around the best, and how many of the best they start from. */
const STEPS = [0.1, 0.02, 0.004];
const BEST = 4;
/** Points the process is fitted to: the best and the rest in their order; fitting costs their cube. */
const MAX_FITTED = 200;

/**
 * Bayesian search: a Gaussian process over what is known, and the point of which it expects most improvement next.
 * Points still out count as what the process believes of them, so that a batch spreads.
 *
 * @source Jones, Schonlau & Welch, "Efficient Global Optimization of Expensive Black-Box Functions", 1998
 */
export function gpSearch(facts: SearchFacts): PointSource {
  const { lattice, record, seed } = facts;
  const startup = randomSearch(facts);
  return {
    next: (count) => {
      if (record.toldCount < STARTUP) return startup.next(count);
      const random = randomOf(`${seed}|gp|${record.toldCount}|${record.count}`);
      const known = knownPoints(record, (point) => lattice.coordinatesOf(point));
      const scales = likelyScales(known.points, Float64Array.from(known.values));
      return takeEach(facts, count, () => {
        const process = processOf(known.points, Float64Array.from(known.values), scales);
        const found = mostPromising(facts, process, known, random);
        if (!found) return lattice.fresh(random, record.isTaken);
        const at = lattice.coordinatesOf(found);
        known.points.push(at);
        known.values.push(process.at(at).mean);
        return found;
      });
    },
  };
}

interface Known {
  points: Float64Array[];
  values: number[];
}

/** Told points, best first, with large losses drawn together: what is far from the best differs little. */
function knownPoints({ told }: TrialRecord, coordinatesOf: (point: Point) => Float64Array): Known {
  const losses = told.flatMap(({ losses: one }) => one?.[0] ?? []).sort((a, b) => a - b);
  const [best = 0, worst = 0] = [losses[0], losses.at(-1)];
  const usual = (losses[losses.length >> 1] ?? best) - best;
  const scale = usual > 0 ? usual * EVEN_UP_TO : Math.max(worst - best, 1e-12);
  const all = told
    .map(({ point, losses: one }) => ({ point, value: Math.log1p(((one?.[0] ?? worst) - best) / scale) }))
    .sort((a, b) => a.value - b.value)
    .slice(0, MAX_FITTED);
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / all.length) || 1;
  return {
    points: all.map(({ point }) => coordinatesOf(point)),
    values: all.map(({ value }) => (value - mean) / deviation),
  };
}

/** Of points drawn wide and near the best, the free one of which most improvement is expected. */
function mostPromising(
  { lattice, record }: SearchFacts,
  process: GaussianProcess,
  { points, values }: Known,
  random: () => number,
): Point | null {
  const best = Math.min(...values);
  let [found, gain]: [Point | null, number] = [null, Number.NEGATIVE_INFINITY];
  const look = (coordinates: ArrayLike<number>) => {
    const point = lattice.nearest(coordinates);
    if (record.isTaken(point) || !lattice.isFeasible(point)) return;
    const expected = improvement(process, lattice.coordinatesOf(point), best);
    if (expected > gain) [found, gain] = [point, expected];
  };
  const around = (centre: Float64Array, step: number) =>
    look(centre.map((value) => value + step * normalOf(random)));
  for (let draw = 0; draw < WIDE; draw += 1) look(lattice.axes.map(random));
  for (let draw = 0; draw < NEAR; draw += 1)
    around(points[draw % Math.min(BEST, points.length)] as Float64Array, STEPS[draw % STEPS.length] ?? 0.1);
  for (const step of STEPS)
    for (let draw = 0; draw < NEAR / 4 && found; draw += 1) around(lattice.coordinatesOf(found), step);
  return found;
}

/** Expected improvement on the best, in the process's own unit. */
function improvement(process: GaussianProcess, point: Float64Array, best: number): number {
  const { mean, deviation } = process.at(point);
  const better = (best - mean) / deviation;
  const density = Math.exp((-better * better) / 2) / Math.sqrt(2 * Math.PI);
  return deviation * (better * normalProbability(better) + density);
}
