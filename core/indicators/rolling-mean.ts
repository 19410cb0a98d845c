import { checkPeriod } from "./check-input.ts";

/**
 * The simple moving average fed one value at a time, equal to `sma` to the last bit.
 * Nothing later than the newest value can influence it: it has not been told.
 */
export class RollingMean {
  readonly #window: Float64Array;
  readonly #share: number;
  #sum = 0;
  #seen = 0;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    checkPeriod("RollingMean", period);
    this.#window = new Float64Array(period);
    this.#share = 1 / period;
  }

  /** @returns the mean of the newest `period` values, NaN until there are that many */
  push(value: number): number {
    const period = this.#window.length;
    const slot = this.#seen % period;
    const leaving = this.#window[slot] as number;
    this.#window[slot] = value;
    this.#seen += 1;
    this.#sum += this.#seen > period ? value - leaving : value;
    return this.#seen >= period ? this.#sum * this.#share : Number.NaN;
  }
}
