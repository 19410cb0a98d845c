import { checkFinite, checkPeriod, checkSameLength } from "./check-input.ts";

/**
 * Exponential moving average with weight 2 / (period + 1) on the newest value.
 *
 * Seeded as TA-Lib does by default: the first average is the simple mean of the first `period` values.
 * Because of the seed, early values depend on where the history starts.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @param into a column to fill, as long as the input, for callers that repeat; a new one when left out
 * @returns `into`, as long as `values`; NaN for the first `period - 1`
 */
export function ema(
  values: Float64Array,
  period: number,
  into: Float64Array = new Float64Array(values.length),
): Float64Array {
  checkSameLength("ema", values, into);
  checkPeriod("ema", period);
  const filled = Math.min(period, values.length);
  let average = 0;
  for (let index = 0; index < filled; index += 1) average += values[index] as number;
  average /= period;
  into.fill(Number.NaN, 0, filled);
  if (filled === period) into[period - 1] = average;
  const weight = 2 / (period + 1);
  for (let index = period; index < values.length; index += 1) {
    average += weight * ((values[index] as number) - average);
    into[index] = average;
  }
  // A gap spoils the average for good, so one look at the end finds any.
  if (!Number.isFinite(average)) checkFinite("ema", "values", values);
  return into;
}

/** `ema` fed one value at a time, equal to the last bit. */
export class EmaStream {
  readonly #period: number;
  readonly #weight: number;
  #average = 0;
  #seen = 0;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    checkPeriod("ema", period);
    this.#period = period;
    this.#weight = 2 / (period + 1);
  }

  /** @returns the average, NaN until there are `period` values */
  next(value: number): number {
    this.#seen += 1;
    if (this.#seen > this.#period) {
      this.#average += this.#weight * (value - this.#average);
      return this.#average;
    }
    this.#average += value;
    if (this.#seen < this.#period) return Number.NaN;
    this.#average /= this.#period;
    return this.#average;
  }
}
