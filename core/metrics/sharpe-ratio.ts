/**
 * Mean over deviation of bar returns, annualised by the square root of time; no risk-free rate.
 *
 * @param meanReturn arithmetic mean of simple bar returns
 * @param deviation their sample deviation (n - 1)
 * @param periodsPerYear bars a year
 * @returns null when nothing varied
 * @source W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21(1), 1994
 */
export function sharpeRatio(meanReturn: number, deviation: number, periodsPerYear: number): number | null {
  return deviation > 0 ? (meanReturn / deviation) * Math.sqrt(periodsPerYear) : null;
}
