import { checkPeriod, checkSameLength } from "./check-input.ts";

/**
 * Average true range, in price units: how far a bar travels, gaps included.
 *
 * The true range needs a previous close, so it starts at the second bar. The first average is the mean of
 * the first `period` true ranges; later ones use Wilder's smoothing (TA-Lib's convention).
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 1; Wilder's own is 14
 * @returns as long as `close`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function atr(high: Float64Array, low: Float64Array, close: Float64Array, period = 14): Float64Array {
  checkPeriod("atr", period);
  checkSameLength("atr", high, low, close);
  const result = new Float64Array(close.length).fill(Number.NaN);
  let average = 0;
  for (let index = 1; index < close.length; index += 1) {
    const before = close[index - 1] as number;
    const top = Math.max(high[index] as number, before);
    const bottom = Math.min(low[index] as number, before);
    const range = top - bottom;
    if (index <= period) average += range / period;
    else average = (average * (period - 1) + range) / period;
    if (index >= period) result[index] = average;
  }
  return result;
}
