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

/** Points are neighbours when each parameter differs by at most this share of the range it was tried in. */
const REACH = 0.1;

/**
 * Whether the best point stands on a plateau or on a needle: what works at 20 bars and not at 19 and 21 is luck.
 *
 * @param points every tried point of a search that reached a value
 * @returns null when none was tried near the best
 */
export function plateau(points: readonly ValuedPoint[]): Plateau | null {
  const [first, ...others] = points;
  if (!first) return null;
  const best = others.reduce((held, point) => (point.value > held.value ? point : held), first);
  const { neighbours, neighbourMean } = around(best, points, reachesOf(points));
  if (neighbourMean === null) return null;
  return {
    neighbours,
    bestValue: best.value,
    meanValue: neighbourMean,
    share: best.value > 0 ? neighbourMean / best.value : null,
  };
}

/** The mean around every tried point, in their order: drawn as a map, plateaus are the broad hills. */
export function plateauMap(points: readonly ValuedPoint[]): PlateauPoint[] {
  const reaches = reachesOf(points);
  return points.map((point) => ({ ...point, ...around(point, points, reaches) }));
}

function reachesOf(points: readonly ValuedPoint[]): Map<string, number> {
  const names = Object.keys(points[0]?.parameters ?? {});
  return new Map(
    names.map((name) => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const { parameters } of points) {
        low = Math.min(low, parameters[name] ?? low);
        high = Math.max(high, parameters[name] ?? high);
      }
      return [name, REACH * (high - low) * (1 + 1e-9)];
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
