import { checkFinite, checkPeriod } from "./check-input.ts";

/**
 * Relative strength index: the share of gains in the smoothed moves, 0 to 100.
 *
 * The first value averages the first `period` changes; later ones use Wilder's smoothing, which moves 1 / period
 * of the way to the newest change. A window without any move gives 0, as TA-Lib does.
 *
 * @param values closes, oldest first, all finite
 * @param period changes, whole, ≥ 1; Wilder's own is 14
 * @returns as long as `values`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function rsi(values: Float64Array, period = 14): Float64Array {
  checkPeriod("rsi", period);
  const result = new Float64Array(values.length);
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
  result.fill(Number.NaN, 0, period);
  if (filled === period) result[period] = strength(gain, loss);
  const share = 1 / period;
  for (let index = period + 1; index < values.length; index += 1) {
    const change = (values[index] as number) - before;
    before = values[index] as number;
    // Half of size ± change is the gain or the loss without a branch, which here would be wrong half of the time.
    const size = Math.abs(change);
    gain += ((size + change) / 2 - gain) * share;
    loss += ((size - change) / 2 - loss) * share;
    result[index] = strength(gain, loss);
  }
  if (!Number.isFinite(gain + loss)) checkFinite("rsi", "values", values);
  return result;
}

/** `rsi` fed one close at a time, equal to the last bit. */
export class RsiStream {
  readonly #period: number;
  readonly #share: number;
  #before = Number.NaN;
  #gain = 0;
  #loss = 0;
  #changes = -1;

  /** @param period changes, whole, ≥ 1 */
  constructor(period = 14) {
    checkPeriod("rsi", period);
    this.#period = period;
    this.#share = 1 / period;
  }

  /** @returns the index, NaN until there are `period` changes */
  next(value: number): number {
    const change = value - this.#before;
    const size = Math.abs(change);
    this.#before = value;
    this.#changes += 1;
    if (this.#changes === 0) return Number.NaN;
    if (this.#changes > this.#period) {
      this.#gain += ((size + change) / 2 - this.#gain) * this.#share;
      this.#loss += ((size - change) / 2 - this.#loss) * this.#share;
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
