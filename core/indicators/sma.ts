import { checkFinite, checkPeriod, checkSameLength } from "./check-input.ts";

/**
 * Simple moving average: the mean of the newest `period` values.
 *
 * One running sum, so a value may differ from a fresh sum in its last bits.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @param into a column to fill, as long as the input, for callers that repeat; a new one when left out
 * @returns `into`, as long as `values`; NaN for the first `period - 1` (TA-Lib's look-back for SMA)
 */
export function sma(
  values: Float64Array,
  period: number,
  into: Float64Array = new Float64Array(values.length),
): Float64Array {
  checkSameLength("sma", values, into);
  checkPeriod("sma", period);
  const share = 1 / period;
  const filled = Math.min(period, values.length);
  let sum = 0;
  for (let index = 0; index < filled; index += 1) sum += values[index] as number;
  into.fill(Number.NaN, 0, filled);
  if (filled === period) into[period - 1] = sum * share;
  for (let index = period; index < values.length; index += 1) {
    sum += (values[index] as number) - (values[index - period] as number);
    into[index] = sum * share;
  }
  // A gap spoils the sum for good, so one look at the end finds any.
  if (!Number.isFinite(sum)) checkFinite("sma", "values", values);
  return into;
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
