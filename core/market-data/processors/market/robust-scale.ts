/** What makes the median absolute deviation of normal numbers their standard deviation. */
const MAD_TO_DEVIATION = 1.4826;

/** The middle of some numbers, 0 of none. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/**
 * How much the numbers around an index usually move: the median of their sizes on both sides of it, scaled to a standard
 * deviation. A storm is measured by the storm, and the number itself and the one after it count for nothing.
 *
 * @param moves log returns; NaN where there is none
 * @param reach how many on each side are looked at
 * @returns null where fewer than eight are there
 * @source Rousseeuw & Croux, "Alternatives to the Median Absolute Deviation", JASA 88, 1993
 */
export function usualMove(moves: readonly number[], index: number, reach: number): number | null {
  const near: number[] = [];
  const from = Math.max(0, index - reach);
  for (let at = from; at <= Math.min(moves.length - 1, index + reach + 1); at++) {
    const move = moves[at] ?? Number.NaN;
    if (at !== index && at !== index + 1 && !Number.isNaN(move)) near.push(Math.abs(move));
  }
  return near.length < 8 ? null : MAD_TO_DEVIATION * medianOf(near);
}
