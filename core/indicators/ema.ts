import { checkPeriod } from "./check-input.ts";

/**
 * Exponential moving average with weight 2 / (period + 1) on the newest value.
 *
 * Seeded as TA-Lib does by default: the first average is the simple mean of the first `period` values.
 * Because of the seed, early values depend on where the history starts.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period - 1`
 */
export function ema(values: Float64Array, period: number): Float64Array {
  checkPeriod("ema", period);
  const result = new Float64Array(values.length).fill(Number.NaN);
  if (values.length < period) return result;
  let average = 0;
  for (let index = 0; index < period; index += 1) average += values[index] as number;
  average /= period;
  result[period - 1] = average;
  const weight = 2 / (period + 1);
  for (let index = period; index < values.length; index += 1) {
    average += weight * ((values[index] as number) - average);
    result[index] = average;
  }
  return result;
}
