import { checkPairs } from "../check-numbers.ts";
import { mean } from "../mean.ts";
import { sampleDeviation } from "../sample-deviation.ts";

/** How returns moved with a benchmark's. */
export interface BenchmarkRegression {
  /** Return for each unit of the benchmark's return. */
  beta: number;
  /** What the benchmark does not explain, a year: the mean of a bar times bars a year, not compounded. */
  alpha: number;
  /** Linear correlation, −1 to 1; null when the returns themselves never varied. */
  correlation: number | null;
}

/**
 * Least-squares line of returns on a benchmark's returns; no risk-free rate is taken off either.
 *
 * @param returns simple bar returns
 * @param benchmark simple returns of the same bars
 * @param periodsPerYear bars a year
 * @returns null for fewer than two bars, or a benchmark that never moved
 * @throws InvalidInputError for unequal lengths or a return that is no number
 * @source M. Jensen, "The Performance of Mutual Funds in the Period 1945–1964", Journal of Finance 23(2), 1968
 */
export function benchmarkRegression(
  returns: Float64Array,
  benchmark: Float64Array,
  periodsPerYear: number,
): BenchmarkRegression | null {
  checkPairs(returns, benchmark, "return", "benchmark return");
  const spread = sampleDeviation(benchmark);
  if (spread === 0) return null;
  const centre = mean(returns);
  const benchmarkCentre = mean(benchmark);
  let products = 0;
  for (const [bar, value] of returns.entries())
    products += (value - centre) * ((benchmark[bar] as number) - benchmarkCentre);
  const covariance = products / (returns.length - 1);
  const beta = covariance / spread ** 2;
  const deviation = sampleDeviation(returns);
  return {
    beta,
    alpha: (centre - beta * benchmarkCentre) * periodsPerYear,
    correlation: deviation > 0 ? covariance / (deviation * spread) : null,
  };
}
