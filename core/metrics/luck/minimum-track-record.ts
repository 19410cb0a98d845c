import { normalQuantile } from "../normal-distribution.ts";
import { type SharpeEvidence, sharpeSpread } from "./sharpe-confidence.ts";

/**
 * Bar returns needed before a Sharpe ratio can be believed to lie above a threshold.
 *
 * @param threshold per bar, as the ratio is
 * @param confidence above 0.5, below 1
 * @returns bars, not rounded; null when the ratio is not above the threshold: no length would do
 * @source D. Bailey & M. López de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15(2), 2012
 */
export function minimumTrackRecord(
  evidence: Omit<SharpeEvidence, "count">,
  threshold: number,
  confidence: number,
): number | null {
  const spread = sharpeSpread(evidence);
  if (spread === null || evidence.ratio <= threshold) return null;
  return 1 + spread * (normalQuantile(confidence) / (evidence.ratio - threshold)) ** 2;
}
