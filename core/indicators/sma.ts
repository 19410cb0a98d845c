import { checkFinite, checkPeriod } from "./check-input.ts";

/**
 * Simple moving average: the mean of the newest `period` values.
 *
 * One running sum, so a value may differ from a fresh sum in its last bits.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period - 1` (TA-Lib's look-back for SMA)
 */
export function sma(values: Float64Array, period: number): Float64Array {
  checkPeriod("sma", period);
  const result = new Float64Array(values.length);
  const share = 1 / period;
  const filled = Math.min(period, values.length);
  let sum = 0;
  for (let index = 0; index < filled; index += 1) sum += values[index] as number;
  result.fill(Number.NaN, 0, filled);
  if (filled === period) result[period - 1] = sum * share;
  for (let index = period; index < values.length; index += 1) {
    sum += (values[index] as number) - (values[index - period] as number);
    result[index] = sum * share;
  }
  // A gap spoils the sum for good, so one look at the end finds any.
  if (!Number.isFinite(sum)) checkFinite("sma", "values", values);
  return result;
}

/**
 * `sma` fed one value at a time, equal to the last bit.
 * Nothing later than the newest value can influence it: it has not been told.
 */
export class SmaStream {
  readonly #window: Float64Array;
  readonly #share: number;
  #sum = 0;
  #slot = 0;
  #seen = 0;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    checkPeriod("sma", period);
    this.#window = new Float64Array(period);
    this.#share = 1 / period;
  }

  /** @returns the mean of the newest `period` values, NaN until there are that many */
  next(value: number): number {
    const period = this.#window.length;
    // Slots start at 0, and a number less 0 is itself: the filling needs no case of its own.
    this.#sum += value - (this.#window[this.#slot] as number);
    this.#window[this.#slot] = value;
    this.#slot = this.#slot + 1 === period ? 0 : this.#slot + 1;
    this.#seen += 1;
    return this.#seen >= period ? this.#sum * this.#share : Number.NaN;
  }
}
