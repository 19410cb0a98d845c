import { WindowSum } from "./window-sum.ts";

/**
 * The mean of the newest `length` values, NaN until there are that many. Costs a little more than `sma`, and never
 * leaves the range of its values: an average of readings from 0 to 100 stays there.
 */
export class WindowMean {
  readonly #sum: WindowSum;
  readonly #length: number;
  #seen = 0;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number) {
    this.#sum = new WindowSum(length);
    this.#length = length;
  }

  next(value: number): number {
    const sum = this.#sum.next(value);
    this.#seen += 1;
    return this.#seen < this.#length ? Number.NaN : sum / this.#length;
  }
}
