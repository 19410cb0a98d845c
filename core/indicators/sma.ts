import { checkPeriod } from "./check-input.ts";

/**
 * Simple moving average: the mean of the newest `period` values.
 *
 * One running sum, so a value may differ from a fresh sum in its last bits. `RollingMean` makes the same
 * values one at a time.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period - 1` (TA-Lib's look-back for SMA)
 */
export function sma(values: Float64Array, period: number): Float64Array {
  checkPeriod("sma", period);
  const result = new Float64Array(values.length).fill(Number.NaN);
  const share = 1 / period;
  const filled = Math.min(period, values.length);
  let sum = 0;
  for (let index = 0; index < filled; index += 1) sum += values[index] as number;
  if (filled === period) result[period - 1] = sum * share;
  for (let index = period; index < values.length; index += 1) {
    sum += (values[index] as number) - (values[index - period] as number);
    result[index] = sum * share;
  }
  return result;
}
