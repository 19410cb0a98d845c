import { kurtosis, skewness } from "../distribution/index.ts";
import { mean } from "../mean.ts";
import { normalProbability } from "../normal-distribution.ts";
import { sampleDeviation } from "../sample-deviation.ts";

/** A Sharpe ratio and what its error depends on. */
export interface SharpeEvidence {
  /** Per bar, not annualised. */
  ratio: number;
  /** Bar returns it was measured on. */
  count: number;
  skewness: number;
  /** Not in excess: 3 for normal returns. */
  kurtosis: number;
}

/**
 * What a series of simple bar returns says about its Sharpe ratio.
 *
 * @returns null for fewer than three returns, or returns that never varied
 * @throws InvalidInputError for a return that is no number
 */
export function sharpeEvidence(returns: Float64Array): SharpeEvidence | null {
  const lean = skewness(returns);
  const tails = kurtosis(returns);
  if (lean === null || tails === null) return null;
  return {
    ratio: mean(returns) / sampleDeviation(returns),
    count: returns.length,
    skewness: lean,
    kurtosis: tails,
  };
}

/**
 * Confidence that the true Sharpe ratio lies above a threshold: the probabilistic Sharpe ratio.
 *
 * @param threshold per bar, as the ratio is
 * @returns 0 to 1; null for fewer than three returns, or moments that no returns have
 * @source D. Bailey & M. López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15(2), 2012
 */
export function sharpeConfidence(evidence: SharpeEvidence, threshold: number): number | null {
  const spread = sharpeSpread(evidence);
  if (evidence.count < 3 || spread === null) return null;
  return normalProbability(
    ((evidence.ratio - threshold) * Math.sqrt(evidence.count - 1)) / Math.sqrt(spread),
  );
}

/** Variance of the estimated ratio times n − 1; null where the moments contradict each other. */
export function sharpeSpread({ ratio, skewness, kurtosis }: Omit<SharpeEvidence, "count">): number | null {
  const spread = 1 - skewness * ratio + ((kurtosis - 1) / 4) * ratio ** 2;
  return spread > 0 ? spread : null;
}
