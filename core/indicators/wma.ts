import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";

/**
 * Weighted moving average: weights period, period - 1, …, 1 from the newest value back.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period - 1`, as in TA-Lib
 */
export function wma(values: Float64Array, period: number): Float64Array {
  checkFinite("wma", "values", values);
  const stream = new WmaStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/**
 * `wma` fed one value at a time, equal to the last bit. As in `WindowSum` nothing is taken away: the weighted tail
 * of the last full block, each of whose values loses one weight a step, plus the head of the current block.
 */
export class WmaStream {
  readonly #block: Float64Array;
  /** At k, the weighted sum of the last block's values from k on, the weight of k being 1. */
  readonly #tails: Float64Array;
  readonly #weights: number;
  #slot = 0;
  #seen = 0;
  #sum = 0;
  #rising = 0;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    checkPeriod("wma", period);
    this.#block = new Float64Array(period);
    this.#tails = new Float64Array(period + 1);
    this.#weights = (period * (period + 1)) / 2;
  }

  /** @returns the average, NaN until there are `period` values */
  next(value: number): number {
    const period = this.#block.length;
    this.#block[this.#slot] = value;
    this.#slot += 1;
    this.#seen += 1;
    this.#sum += value;
    this.#rising += this.#slot * value;
    const total = this.#rising + (period - this.#slot) * this.#sum + (this.#tails[this.#slot] as number);
    if (this.#slot === period) this.#turn();
    return this.#seen < period ? Number.NaN : total / this.#weights;
  }

  #turn(): void {
    let plain = 0;
    let weighted = 0;
    for (let at = this.#block.length - 1; at >= 0; at -= 1) {
      plain += this.#block[at] as number;
      weighted += plain;
      this.#tails[at] = weighted;
    }
    this.#slot = 0;
    this.#sum = 0;
    this.#rising = 0;
  }
}
