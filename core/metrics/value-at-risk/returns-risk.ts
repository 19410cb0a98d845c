import { checkNumbers } from "../check-numbers.ts";
import { kurtosis, skewness } from "../distribution/index.ts";
import { mean } from "../mean.ts";
import { normalQuantile } from "../normal-distribution.ts";
import { sampleDeviation } from "../sample-deviation.ts";
import type { TailRisk } from "./tail-risk.ts";

/**
 * Risk of a bar of returns taken for normal, their mean included.
 *
 * @param returns simple bar returns
 * @param confidence above 0.5, below 1
 * @returns fractions of the account; null for fewer than two returns
 * @throws InvalidInputError for a return that is no number
 * @source Jorion, "Value at Risk", 3rd ed., ch. 5
 */
export function gaussianRisk(returns: Float64Array, confidence: number): TailRisk | null {
  checkNumbers(returns, "return");
  return returns.length < 2 ? null : expandedRisk(returns, confidence, 0, 0);
}

/**
 * Risk of a bar of returns whose normal quantile is bent by their skew and kurtosis.
 *
 * @param returns simple bar returns
 * @param confidence above 0.5, below 1
 * @returns fractions of the account; null when the returns never varied, or lie so far from normal that the
 *   expansion folds back in the tail: then only history can tell
 * @throws InvalidInputError for a return that is no number
 * @source D. Maillard, "A User's Guide to the Cornish Fisher Expansion", 2012: domain and expected shortfall
 */
export function cornishFisherRisk(returns: Float64Array, confidence: number): TailRisk | null {
  const skew = skewness(returns);
  const excess = (kurtosis(returns) ?? 0) - 3;
  if (skew === null || !risesInTail(skew, excess, normalQuantile(1 - confidence))) return null;
  return expandedRisk(returns, confidence, skew, excess);
}

/** Quantile and tail mean of z + (z²−1)S/6 + (z³−3z)K/24 − (2z³−5z)S²/36, which the normal is for S = K = 0. */
function expandedRisk(returns: Float64Array, confidence: number, skew: number, excess: number): TailRisk {
  const tail = 1 - confidence;
  const z = normalQuantile(tail);
  const density = Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const bent = (first: number, second: number, third: number) =>
    first +
    ((second - 1) * skew) / 6 +
    ((third - 3 * first) * excess) / 24 -
    ((2 * third - 5 * first) * skew ** 2) / 36;
  const centre = mean(returns);
  const deviation = sampleDeviation(returns);
  // Means of z, z² and z³ of a standard normal below its quantile.
  const beyond = bent(-density / tail, 1 - (z * density) / tail, (-(z ** 2 + 2) * density) / tail);
  return {
    valueAtRisk: Math.max(0, -(centre + deviation * bent(z, z ** 2, z ** 3))),
    expectedShortfall: Math.max(0, -(centre + deviation * beyond)),
  };
}

/** Whether the bent quantile still rises everywhere below `z`; where it falls, a worse day would be a smaller loss. */
function risesInTail(skew: number, excess: number, z: number): boolean {
  const square = excess / 8 - skew ** 2 / 6;
  const linear = skew / 3;
  const constant = 1 - excess / 8 + (5 * skew ** 2) / 36;
  const slope = (at: number) => square * at ** 2 + linear * at + constant;
  if (square < 0 || (square === 0 && linear > 0)) return false;
  const lowest = square > 0 ? Math.min(z, -linear / (2 * square)) : z;
  return slope(lowest) > 0;
}
