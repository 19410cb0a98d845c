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
 * @param into a column to fill, as long as the input, for callers that repeat; a new one when left out
 * @returns `into`, as long as `close`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function atr(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 14,
  into: Float64Array = new Float64Array(close.length),
): Float64Array {
  checkPeriod("atr", period);
  checkSameLength("atr", high, low, close, into);
  const filled = Math.min(period, close.length - 1);
  let before = close[0] as number;
  let average = 0;
  for (let index = 1; index <= filled; index += 1) {
    average += trueRange(high[index] as number, low[index] as number, before);
    before = close[index] as number;
  }
  average /= period;
  into.fill(Number.NaN, 0, period);
  if (filled === period) into[period] = average;
  const share = 1 / period;
  for (let index = period + 1; index < close.length; index += 1) {
    // `trueRange`, written out: a call in this loop costs a third more.
    const top = high[index] as number;
    const bottom = low[index] as number;
    const above = before - top;
    const below = bottom - before;
    const range = top - bottom + (Math.abs(above) + above + (Math.abs(below) + below)) / 2;
    before = close[index] as number;
    average += (range - average) * share;
    into[index] = average;
  }
  // A gap spoils the average for good, except in the first high, the first low and the last close, which it never sees.
  if (!Number.isFinite(average + before + (high[0] ?? 0) + (low[0] ?? 0)))
    checkColumns("atr", { high, low, close });
  return into;
}

/** How far a bar travels: its range, and the gap from the previous close where that lies outside of it. */
export function trueRange(high: number, low: number, before: number): number {
  const above = before - high;
  const below = low - before;
  // |x| + x is 0 below 0 and twice x above: no branch to be guessed wrong, where Math.max has one.
  return high - low + (Math.abs(above) + above + (Math.abs(below) + below)) / 2;
}

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
