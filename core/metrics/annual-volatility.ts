/**
 * Yearly volatility of bar returns.
 *
 * @param deviation sample deviation (n - 1) of simple bar returns
 * @param periodsPerYear bars a year
 */
export function annualVolatility(deviation: number, periodsPerYear: number): number {
  return deviation * Math.sqrt(periodsPerYear);
}
