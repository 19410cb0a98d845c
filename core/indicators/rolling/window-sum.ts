/**
 * The sum of the newest `length` values.
 *
 * Nothing is ever taken away: the window is a tail of the last full block plus the head of the current one, so no
 * rounding error outlives the values that made it, and a window of zeros sums to exactly 0.
 */
export class WindowSum {
  readonly #block: Float64Array;
  /** At k, the sum of the last full block from its value k on. */
  readonly #tails: Float64Array;
  #head = 0;
  #slot = 0;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number) {
    this.#block = new Float64Array(length);
    this.#tails = new Float64Array(length);
  }

  /** @returns the sum of the newest values; of fewer while there are fewer */
  next(value: number): number {
    this.#block[this.#slot] = value;
    this.#head += value;
    this.#slot += 1;
    if (this.#slot < this.#block.length) return this.#head + (this.#tails[this.#slot] as number);
    this.#slot = 0;
    this.#head = 0;
    let sum = 0;
    for (let at = this.#block.length - 1; at >= 0; at -= 1) {
      sum += this.#block[at] as number;
      this.#tails[at] = sum;
    }
    return sum;
  }
}
