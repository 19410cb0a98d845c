import { checkColumns, checkPeriod, checkSameLength } from "./check-input.ts";

/**
 * Average true range, in price units: how far a bar travels, gaps included.
 *
 * The true range needs a previous close, so it starts at the second bar. The first average is the mean of
 * the first `period` true ranges; later ones use Wilder's smoothing, which moves 1 / period of the way to the
 * newest range (TA-Lib's convention).
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 1; Wilder's own is 14
 * @returns as long as `close`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function atr(high: Float64Array, low: Float64Array, close: Float64Array, period = 14): Float64Array {
  checkPeriod("atr", period);
  checkSameLength("atr", high, low, close);
  const result = new Float64Array(close.length);
  const filled = Math.min(period, close.length - 1);
  let before = close[0] as number;
  let average = 0;
  for (let index = 1; index <= filled; index += 1) {
    average += trueRange(high[index] as number, low[index] as number, before);
    before = close[index] as number;
  }
  average /= period;
  result.fill(Number.NaN, 0, period);
  if (filled === period) result[period] = average;
  const share = 1 / period;
  for (let index = period + 1; index < close.length; index += 1) {
    average += (trueRange(high[index] as number, low[index] as number, before) - average) * share;
    before = close[index] as number;
    result[index] = average;
  }
  // A gap spoils the average for good, except in the first high, the first low and the last close, which it never sees.
  if (!Number.isFinite(average + before + (high[0] ?? 0) + (low[0] ?? 0)))
    checkColumns("atr", { high, low, close });
  return result;
}

/** How far a bar travels, the gap from the previous close included. */
export const trueRange = (high: number, low: number, before: number): number =>
  Math.max(high, before) - Math.min(low, before);

/** `atr` fed one bar at a time, equal to the last bit. */
export class AtrStream {
  readonly #period: number;
  readonly #share: number;
  #before = Number.NaN;
  #average = 0;
  #ranges = -1;

  /** @param period bars, whole, ≥ 1 */
  constructor(period = 14) {
    checkPeriod("atr", period);
    this.#period = period;
    this.#share = 1 / period;
  }

  /** @returns the average, NaN until there are `period` true ranges */
  next(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.#before);
    this.#before = close;
    this.#ranges += 1;
    if (this.#ranges === 0) return Number.NaN;
    if (this.#ranges > this.#period) {
      this.#average += (range - this.#average) * this.#share;
      return this.#average;
    }
    this.#average += range;
    if (this.#ranges < this.#period) return Number.NaN;
    this.#average /= this.#period;
    return this.#average;
  }
}
