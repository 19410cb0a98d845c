/**
 * Deepest fall of an equity curve from its running peak.
 *
 * @param equity account value at each bar close, oldest first, all > 0
 * @returns fraction of the peak, 0 ≤ d < 1 (0.25: a quarter below the high); 0 for an empty curve
 * @source Magdon-Ismail & Atiya, "Maximum Drawdown", Risk 17(10), 2004
 */
export function maxDrawdown(equity: Float64Array): number {
  let peak = Number.NEGATIVE_INFINITY;
  let deepest = 0;
  for (const value of equity) {
    if (value > peak) peak = value;
    const fall = (peak - value) / peak;
    if (fall > deepest) deepest = fall;
  }
  return deepest;
}
