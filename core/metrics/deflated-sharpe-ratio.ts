import { mean } from "./mean.ts";
import { normalProbability } from "./normal-distribution.ts";
import { sampleDeviation } from "./sample-deviation.ts";

/**
 * Confidence, 0 to 1, that the true Sharpe ratio of a return series beats a bar it had to clear.
 *
 * With the bar at `expectedMaxSharpe` of the search that found the series this is the deflated Sharpe
 * ratio; with 0 it is the probabilistic one. Fat tails and skew lower it, history raises it.
 *
 * @param returns simple bar returns
 * @param threshold the bar, per bar period (an annual figure over √periodsPerYear)
 * @returns null for fewer than three returns or returns that never varied
 * @source D. Bailey & M. López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40(5), 2014
 */
export function deflatedSharpeRatio(returns: Float64Array, threshold: number): number | null {
  const deviation = sampleDeviation(returns);
  if (returns.length < 3 || deviation === 0) return null;
  const centre = mean(returns);
  let cubes = 0;
  let fourths = 0;
  for (const value of returns) {
    const score = (value - centre) / deviation;
    cubes += score ** 3;
    fourths += score ** 4;
  }
  const skew = cubes / returns.length;
  const kurtosis = fourths / returns.length;
  const ratio = centre / deviation;
  const spread = 1 - skew * ratio + ((kurtosis - 1) / 4) * ratio ** 2;
  if (spread <= 0) return null;
  return normalProbability(((ratio - threshold) * Math.sqrt(returns.length - 1)) / Math.sqrt(spread));
}
