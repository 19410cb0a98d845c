import { randomOf } from "#core/market-data";
import type { Lattice, Point } from "./lattice.ts";
import { crowdingDistances, nonDominatedSort } from "./pareto.ts";
import { type PointSource, type SearchFacts, takeEach } from "./point-source.ts";
import { randomSearch } from "./random-search.ts";
import type { Evaluated } from "./trial-record.ts";

/** Parents kept: a tenth of the budget, within these. */
const [MIN_PARENTS, MAX_PARENTS] = [12, 48];
/** How close children stay to their parents: the larger, the closer. */
const [CROSSOVER_SPREAD, MUTATION_SPREAD] = [15, 20];
/** Ranked whole; of more, those of the smallest sum of ranks, for ranking costs their square. */
const MAX_RANKED = 1_500;
/** Children that may be taken or infeasible, before a point is drawn from the free ones. */
const MAX_CHILDREN = 100;

/** A told point with its place: front first, then the room around it. */
interface Parent {
  point: Point;
  front: number;
  room: number;
}

/**
 * A genetic search that keeps a front of compromises. Its parents are the best of all told points, so that it goes
 * on from its history alone.
 *
 * @source Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002
 */
export function nsga2Search(facts: SearchFacts): PointSource {
  const { lattice, record, budget, seed } = facts;
  const size = Math.max(MIN_PARENTS, Math.min(MAX_PARENTS, Math.round(budget / 10)));
  const startup = randomSearch(facts);
  return {
    next: (count) => {
      const parents = parentsOf(record.told, size);
      if (record.toldCount < size || parents.length < 2) return startup.next(count);
      const random = randomOf(`${seed}|nsga2|${record.toldCount}|${record.count}`);
      return takeEach(facts, count, () => {
        for (let tries = 0; tries < MAX_CHILDREN; tries += 1) {
          const child = childOf(lattice, tournament(parents, random), tournament(parents, random), random);
          if (!record.isTaken(child) && lattice.isFeasible(child)) return child;
        }
        return lattice.fresh(random, record.isTaken);
      });
    },
  };
}

function parentsOf(told: readonly Evaluated[], size: number): Parent[] {
  const sound = shortlist(told.filter(({ losses }) => losses !== null));
  const losses = sound.map((one) => one.losses ?? []);
  const parents: Parent[] = [];
  for (const [front, members] of nonDominatedSort(losses).entries()) {
    if (parents.length >= size) break;
    const rooms = crowdingDistances(members.map((index) => losses[index] ?? []));
    const ranked = members
      .map((index, at) => ({ point: sound[index]?.point ?? [], front, room: rooms[at] ?? 0 }))
      .sort((a, b) => (a.room === b.room ? 0 : b.room - a.room));
    parents.push(...ranked.slice(0, size - parents.length));
  }
  return parents;
}

function shortlist(sound: readonly Evaluated[]): Evaluated[] {
  if (sound.length <= MAX_RANKED) return [...sound];
  const sums = new Map(sound.map((one) => [one.key, 0]));
  for (let at = 0; at < (sound[0]?.losses?.length ?? 0); at += 1) {
    const order = [...sound].sort((a, b) => (a.losses?.[at] ?? 0) - (b.losses?.[at] ?? 0));
    for (const [rank, { key }] of order.entries()) sums.set(key, (sums.get(key) ?? 0) + rank);
  }
  return [...sound].sort((a, b) => (sums.get(a.key) ?? 0) - (sums.get(b.key) ?? 0)).slice(0, MAX_RANKED);
}

/** The better of two drawn parents. */
function tournament(parents: readonly Parent[], random: () => number): Point {
  const drawn = () => parents[Math.floor(random() * parents.length)] as Parent;
  const [a, b] = [drawn(), drawn()];
  if (a.front !== b.front) return a.front < b.front ? a.point : b.point;
  return a.room >= b.room ? a.point : b.point;
}

/** Simulated binary crossover and polynomial mutation along ranges; choices are taken over or drawn anew. */
function childOf(lattice: Lattice, mother: Point, father: Point, random: () => number): Point {
  const [a, b] = [lattice.coordinatesOf(mother), lattice.coordinatesOf(father)];
  const mutation = 1 / lattice.axes.length;
  const child = lattice.axes.map(({ type }, at) => {
    const [one, other] = [a[at] as number, b[at] as number];
    if (type === "choice") return random() < mutation ? random() : random() < 0.5 ? one : other;
    const spread = 2 * random();
    const beta =
      spread <= 1
        ? spread ** (1 / (CROSSOVER_SPREAD + 1))
        : (1 / (2 - spread)) ** (1 / (CROSSOVER_SPREAD + 1));
    const side = random() < 0.5 ? 1 : -1;
    const crossed = ((1 + side * beta) * one + (1 - side * beta) * other) / 2;
    if (random() >= mutation) return crossed;
    const draw = random();
    const step =
      draw < 0.5
        ? (2 * draw) ** (1 / (MUTATION_SPREAD + 1)) - 1
        : 1 - (2 * (1 - draw)) ** (1 / (MUTATION_SPREAD + 1));
    return crossed + step;
  });
  return lattice.nearest(child);
}
