import { sharpeConfidence, sharpeEvidence } from "./luck/index.ts";

/**
 * Confidence, 0 to 1, that the true Sharpe ratio of a return series beats a bar it had to clear.
 *
 * With the bar at `expectedMaxSharpe` of the search that found the series this is the deflated Sharpe
 * ratio; with 0 it is the probabilistic one. Fat tails and skew lower it, history raises it.
 *
 * @param returns simple bar returns
 * @param threshold the bar, per bar period (an annual figure over √periodsPerYear)
 * @returns null for fewer than three returns or returns that never varied
 * @throws InvalidInputError for a return that is no number
 * @source D. Bailey & M. López de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio Management 40(5), 2014
 */
export function deflatedSharpeRatio(returns: Float64Array, threshold: number): number | null {
  const evidence = sharpeEvidence(returns);
  return evidence && sharpeConfidence(evidence, threshold);
}
