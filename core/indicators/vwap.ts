import { checkSameLength } from "./check-input.ts";

/**
 * Volume-weighted average price since the last anchor, of typical prices (high + low + close) / 3.
 *
 * @param high oldest first, all finite; the other columns have the same length
 * @param volume units, ≥ 0
 * @param anchors indices of bars at which the sums start afresh, ascending (the first bar of each session);
 *   the first bar is always one
 * @returns as long as `close`; NaN until some volume has traded since the anchor
 */
export function vwap(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  anchors: readonly number[] = [],
): Float64Array {
  checkSameLength("vwap", high, low, close, volume);
  const result = new Float64Array(close.length).fill(Number.NaN);
  let notional = 0;
  let units = 0;
  let next = 0;
  for (let index = 0; index < close.length; index += 1) {
    if (anchors[next] === index) {
      notional = 0;
      units = 0;
      next += 1;
    }
    const typical = ((high[index] as number) + (low[index] as number) + (close[index] as number)) / 3;
    notional += typical * (volume[index] as number);
    units += volume[index] as number;
    if (units > 0) result[index] = notional / units;
  }
  return result;
}
