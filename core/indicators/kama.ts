import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { Lag } from "./rolling/lag.ts";
import { WindowSum } from "./rolling/window-sum.ts";

/**
 * Kaufman's adaptive moving average: quick where the price goes straight, slow where it goes to and fro.
 *
 * Efficiency is the distance covered in `period` changes over the way walked. As in TA-Lib the average starts from
 * the value before the first output, and a window without any move counts as efficient.
 *
 * @param values oldest first, all finite
 * @param period changes, whole, ≥ 1; Kaufman's own is 10
 * @param fast, slow periods of the averages between which it moves; TA-Lib has 2 and 30
 * @returns as long as `values`; NaN for the first `period`
 * @source Perry Kaufman, "Smarter Trading", 1995
 */
export function kama(values: Float64Array, period = 10, fast = 2, slow = 30): Float64Array {
  checkFinite("kama", "values", values);
  const stream = new KamaStream(period, fast, slow);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `kama` fed one value at a time, equal to the last bit. */
export class KamaStream {
  readonly #past: Lag;
  readonly #walked: WindowSum;
  readonly #fast: number;
  readonly #slow: number;
  #before = Number.NaN;
  #average = Number.NaN;

  constructor(period = 10, fast = 2, slow = 30) {
    checkPeriod("kama", period);
    checkPeriod("kama", fast);
    checkPeriod("kama", slow);
    this.#past = new Lag(period);
    this.#walked = new WindowSum(period);
    this.#fast = 2 / (fast + 1);
    this.#slow = 2 / (slow + 1);
  }

  /** @returns the average, NaN until there are `period` changes */
  next(value: number): number {
    const past = this.#past.next(value);
    const walked = Number.isNaN(this.#before) ? 0 : this.#walked.next(Math.abs(value - this.#before));
    const start = Number.isNaN(this.#average) ? this.#before : this.#average;
    this.#before = value;
    if (Number.isNaN(past)) return Number.NaN;
    const efficiency = walked === 0 ? 1 : Math.min(1, Math.abs(value - past) / walked);
    const weight = (efficiency * (this.#fast - this.#slow) + this.#slow) ** 2;
    this.#average = start + (value - start) * weight;
    return this.#average;
  }
}
