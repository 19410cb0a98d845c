import { checkFinite, checkPeriod, checkSameLength } from "./check-input.ts";

/**
 * Relative strength index: the share of gains in the smoothed moves, 0 to 100.
 *
 * The first value averages the first `period` changes; later ones use Wilder's smoothing, which moves 1 / period
 * of the way to the newest change. A window without any move gives 0, as TA-Lib does.
 *
 * @param values closes, oldest first, all finite
 * @param period changes, whole, ≥ 1; Wilder's own is 14
 * @param into a column to fill, as long as the input, for callers that repeat; a new one when left out
 * @returns `into`, as long as `values`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function rsi(
  values: Float64Array,
  period = 14,
  into: Float64Array = new Float64Array(values.length),
): Float64Array {
  checkSameLength("rsi", values, into);
  checkPeriod("rsi", period);
  const filled = Math.min(period, values.length - 1);
  let before = values[0] as number;
  let gain = 0;
  let loss = 0;
  for (let index = 1; index <= filled; index += 1) {
    const change = (values[index] as number) - before;
    const size = Math.abs(change);
    before = values[index] as number;
    gain += (size + change) / 2;
    loss += (size - change) / 2;
  }
  gain /= period;
  loss /= period;
  into.fill(Number.NaN, 0, period);
  if (filled === period) into[period] = strength(gain, loss);
  const share = 0.5 / period;
  const kept = 1 - 1 / period;
  for (let index = period + 1; index < values.length; index += 1) {
    const change = (values[index] as number) - before;
    before = values[index] as number;
    // Size ± change is twice the gain or the loss, without a branch that would be guessed wrong half of the time.
    const size = Math.abs(change);
    gain = gain * kept + (size + change) * share;
    loss = loss * kept + (size - change) * share;
    // `strength`, written out: a call in this loop costs time.
    const moves = gain + loss;
    into[index] = moves === 0 ? 0 : 100 * (gain / moves);
  }
  // A gap spoils the averages for good, so one look at the end finds any.
  if (!Number.isFinite(before + gain + loss)) checkFinite("rsi", "values", values);
  return into;
}

/** `rsi` fed one close at a time, equal to the last bit. */
export class RsiStream {
  readonly #period: number;
  readonly #share: number;
  readonly #kept: number;
  #before = Number.NaN;
  #gain = 0;
  #loss = 0;
  #changes = -1;

  /** @param period changes, whole, ≥ 1 */
  constructor(period = 14) {
    checkPeriod("rsi", period);
    this.#period = period;
    this.#share = 0.5 / period;
    this.#kept = 1 - 1 / period;
  }

  /** @returns the index, NaN until there are `period` changes */
  next(value: number): number {
    const change = value - this.#before;
    const size = Math.abs(change);
    this.#before = value;
    this.#changes += 1;
    if (this.#changes === 0) return Number.NaN;
    if (this.#changes > this.#period) {
      this.#gain = this.#gain * this.#kept + (size + change) * this.#share;
      this.#loss = this.#loss * this.#kept + (size - change) * this.#share;
      return strength(this.#gain, this.#loss);
    }
    this.#gain += (size + change) / 2;
    this.#loss += (size - change) / 2;
    if (this.#changes < this.#period) return Number.NaN;
    this.#gain /= this.#period;
    this.#loss /= this.#period;
    return strength(this.#gain, this.#loss);
  }
}

function strength(gain: number, loss: number): number {
  const moves = gain + loss;
  return moves === 0 ? 0 : 100 * (gain / moves);
}
