import type { ParameterValues, Plateau } from "#core/model";

/** A tried point and what it reached; larger is better. */
export interface ValuedPoint {
  parameters: ParameterValues;
  value: number;
}

/** A tried point with the mean of those around it. */
export interface PlateauPoint extends ValuedPoint {
  neighbours: number;
  /** Null for a point with none. */
  neighbourMean: number | null;
}

/** Points are neighbours when each parameter differs by at most this share of the range it was tried in, or one step. */
const REACH = 0.1;

/**
 * Whether the best point stands on a plateau or on a needle: what works at 20 bars and not at 19 and 21 is luck.
 *
 * @param points every tried point of a search that reached a value
 * @param chosen the point to look around; the best when left out
 * @returns null when none was tried near it, or it was not tried itself
 */
export function plateau(points: readonly ValuedPoint[], chosen?: ParameterValues): Plateau | null {
  const best = chosen ? points.find((point) => isSame(point.parameters, chosen)) : bestOf(points);
  if (!best) return null;
  const { neighbours, neighbourMean } = around(best, points, reachesOf(points));
  if (neighbourMean === null) return null;
  return {
    neighbours,
    bestValue: best.value,
    meanValue: neighbourMean,
    share: best.value > 0 ? neighbourMean / best.value : null,
  };
}

const isSame = (one: ParameterValues, other: ParameterValues): boolean =>
  Object.entries(one).every(([name, value]) => other[name] === value);

function bestOf(points: readonly ValuedPoint[]): ValuedPoint | undefined {
  const [first, ...others] = points;
  return first && others.reduce((held, point) => (point.value > held.value ? point : held), first);
}

/** The mean around every tried point, in their order: drawn as a map, plateaus are the broad hills. */
export function plateauMap(points: readonly ValuedPoint[]): PlateauPoint[] {
  const reaches = reachesOf(points);
  return points.map((point) => ({ ...point, ...around(point, points, reaches) }));
}

/** How far a neighbour may be on each axis; on a coarse grid a tenth of the range would reach nobody. */
function reachesOf(points: readonly ValuedPoint[]): Map<string, number> {
  return new Map(
    Object.keys(points[0]?.parameters ?? {}).map((name) => {
      const tried = Float64Array.from(new Set(points.map(({ parameters }) => parameters[name] ?? 0))).sort();
      let step = Number.POSITIVE_INFINITY;
      for (let at = 1; at < tried.length; at++)
        step = Math.min(step, (tried[at] as number) - (tried[at - 1] as number));
      const range = (tried.at(-1) ?? 0) - (tried[0] ?? 0);
      const reach = tried.length > 1 ? Math.max(REACH * range, step) : 0;
      return [name, reach * (1 + 1e-9)];
    }),
  );
}

function around(
  centre: ValuedPoint,
  points: readonly ValuedPoint[],
  reaches: ReadonlyMap<string, number>,
): Pick<PlateauPoint, "neighbours" | "neighbourMean"> {
  let neighbours = 0;
  let sum = 0;
  for (const point of points) {
    if (point === centre) continue;
    let near = true;
    for (const [name, reach] of reaches)
      near &&= Math.abs((point.parameters[name] ?? 0) - (centre.parameters[name] ?? 0)) <= reach;
    if (!near) continue;
    neighbours++;
    sum += point.value;
  }
  return { neighbours, neighbourMean: neighbours > 0 ? sum / neighbours : null };
}
