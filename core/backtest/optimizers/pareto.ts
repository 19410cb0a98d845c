/** Objectives of one candidate; less is better in each. */
export type Losses = readonly number[];

/** Whether `a` is at least as good as `b` in every objective and better in one. */
export function dominates(a: Losses, b: Losses): boolean {
  let isBetter = false;
  for (let at = 0; at < a.length; at += 1) {
    const [mine, theirs] = [a[at] as number, b[at] as number];
    if (mine > theirs) return false;
    if (mine < theirs) isBetter = true;
  }
  return isBetter;
}

/**
 * Candidates in fronts: the first are beaten by none, the second only by those of the first, and so on.
 *
 * @returns indexes into `candidates`, each once, ascending within a front
 * @source Deb, Pratap, Agarwal & Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002
 */
export function nonDominatedSort(candidates: readonly Losses[]): number[][] {
  const beatenBy = candidates.map(() => 0);
  const beats = candidates.map((): number[] => []);
  for (let a = 0; a < candidates.length; a += 1)
    for (let b = a + 1; b < candidates.length; b += 1) {
      const [better, worse] = orderOf(candidates, a, b);
      if (better === undefined || worse === undefined) continue;
      beats[better]?.push(worse);
      beatenBy[worse] = (beatenBy[worse] as number) + 1;
    }
  const fronts: number[][] = [];
  let front = [...candidates.keys()].filter((index) => beatenBy[index] === 0);
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const better of front)
      for (const worse of beats[better] ?? []) {
        beatenBy[worse] = (beatenBy[worse] as number) - 1;
        if (beatenBy[worse] === 0) next.push(worse);
      }
    front = next.sort((a, b) => a - b);
  }
  return fronts;
}

function orderOf(candidates: readonly Losses[], a: number, b: number): [number, number] | [] {
  const [first, second] = [candidates[a] as Losses, candidates[b] as Losses];
  if (dominates(first, second)) return [a, b];
  return dominates(second, first) ? [b, a] : [];
}

/** Indexes of the candidates no other beats in every objective, ascending. */
export function paretoFront(candidates: readonly Losses[]): number[] {
  return [...candidates.keys()].filter(
    (index) => !candidates.some((other) => dominates(other, candidates[index] as Losses)),
  );
}

/**
 * How much room each member of a front has around it: the sum over objectives of the distance between its
 * neighbours, as a share of the front's extent. Ends have Infinity, so that they stay.
 */
export function crowdingDistances(front: readonly Losses[]): number[] {
  const distances = front.map(() => 0);
  const objectives = front[0]?.length ?? 0;
  for (let at = 0; at < objectives; at += 1) {
    const value = (index: number) => (front[index] as Losses)[at] as number;
    const order = [...front.keys()].sort((a, b) => value(a) - value(b) || a - b);
    const [first, last] = [order[0] as number, order.at(-1) as number];
    const extent = value(last) - value(first);
    distances[first] = Number.POSITIVE_INFINITY;
    distances[last] = Number.POSITIVE_INFINITY;
    if (extent === 0) continue;
    for (let rank = 1; rank < order.length - 1; rank += 1) {
      const index = order[rank] as number;
      const gap = value(order[rank + 1] as number) - value(order[rank - 1] as number);
      distances[index] = (distances[index] as number) + gap / extent;
    }
  }
  return distances;
}

/**
 * Area two-objective candidates dominate below a reference point: one number for how good a front is.
 *
 * @param candidates any; those beaten, or not below the reference in both, add nothing
 * @param reference a point worse than all that matter
 */
export function hypervolume(
  candidates: readonly (readonly [number, number])[],
  reference: readonly [number, number],
): number {
  const inside = candidates
    .filter(([first, second]) => first < reference[0] && second < reference[1])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let area = 0;
  let height = reference[1];
  for (const [first, second] of inside) {
    if (second >= height) continue;
    area += (reference[0] - first) * (height - second);
    height = second;
  }
  return area;
}
