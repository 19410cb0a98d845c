/**
 * The value below which a share of a list lies, on the straight line between its neighbours.
 *
 * @param sorted ascending, at least one
 * @param share 0 to 1
 * @source Hyndman & Fan, "Sample Quantiles in Statistical Packages", American Statistician 50(4), 1996, definition 7
 */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (place - below) * (high - low);
}
