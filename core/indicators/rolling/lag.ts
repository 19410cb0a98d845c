/** Gives back what was handed in `bars` steps before; NaN until there is such a value. */
export class Lag {
  readonly #ring: Float64Array;
  #slot = 0;

  /** @param bars steps, whole, ≥ 1 */
  constructor(bars: number) {
    this.#ring = new Float64Array(bars).fill(Number.NaN);
  }

  next(value: number): number {
    const before = this.#ring[this.#slot] as number;
    this.#ring[this.#slot] = value;
    this.#slot = this.#slot + 1 === this.#ring.length ? 0 : this.#slot + 1;
    return before;
  }
}
