import { checkPeriod } from "./check-input.ts";

/**
 * Relative strength index: the share of gains in the smoothed moves, 0 to 100.
 *
 * The first value averages the first `period` changes; later ones use Wilder's smoothing
 * (previous × (period - 1) + newest) / period. A window without any move gives 0, as TA-Lib does.
 *
 * @param values closes, oldest first, all finite
 * @param period changes, whole, ≥ 1; Wilder's own is 14
 * @returns as long as `values`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function rsi(values: Float64Array, period = 14): Float64Array {
  checkPeriod("rsi", period);
  const result = new Float64Array(values.length).fill(Number.NaN);
  if (values.length <= period) return result;
  let gain = 0;
  let loss = 0;
  for (let index = 1; index <= period; index += 1) {
    const change = (values[index] as number) - (values[index - 1] as number);
    if (change > 0) gain += change;
    else loss -= change;
  }
  gain /= period;
  loss /= period;
  result[period] = strength(gain, loss);
  for (let index = period + 1; index < values.length; index += 1) {
    const change = (values[index] as number) - (values[index - 1] as number);
    gain = (gain * (period - 1) + Math.max(change, 0)) / period;
    loss = (loss * (period - 1) + Math.max(-change, 0)) / period;
    result[index] = strength(gain, loss);
  }
  return result;
}

function strength(gain: number, loss: number): number {
  const moves = gain + loss;
  return moves === 0 ? 0 : (100 * gain) / moves;
}
