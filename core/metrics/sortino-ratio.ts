/**
 * Mean bar return over downside deviation, annualised; the target is zero.
 *
 * @param meanReturn arithmetic mean of simple bar returns
 * @param downsideSquares sum of squares of the negative bar returns
 * @param count all bar returns, the positive ones too: they count as zero shortfall
 * @param periodsPerYear bars a year
 * @returns null when no bar lost
 * @source F. A. Sortino & L. N. Price, "Performance Measurement in a Downside Risk Framework", 1994
 */
export function sortinoRatio(
  meanReturn: number,
  downsideSquares: number,
  count: number,
  periodsPerYear: number,
): number | null {
  if (downsideSquares <= 0) return null;
  return (meanReturn / Math.sqrt(downsideSquares / count)) * Math.sqrt(periodsPerYear);
}
