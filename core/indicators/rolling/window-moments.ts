/**
 * How far the spread may fall below the largest sum of squares the window may have held since it was last measured
 * afresh. Rounding left over from the large one then weighs at most this many times more.
 */
export const SPREAD_FALL = 200;

/**
 * Mean and spread of the newest `length` values.
 *
 * Sums of distances from a mean: the coming value's is added, the leaving one's taken away. When the spread has
 * fallen by `SPREAD_FALL`, the window is measured afresh, so that rounding from a wild past, or from prices that have
 * wandered far from the first mean, never shows; equal values have a spread of exactly 0.
 */
export class WindowMoments {
  readonly #window: Float64Array;
  readonly #share: number;
  #slot = 0;
  #seen = 0;
  #from = 0;
  #sum = 0;
  #squares = 0;
  #ceiling = 0;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number) {
    this.#window = new Float64Array(length);
    this.#share = 1 / length;
  }

  /** @returns whether the window is full */
  next(value: number): boolean {
    const length = this.#window.length;
    const leaving = this.#window[this.#slot] as number;
    this.#window[this.#slot] = value;
    this.#slot = this.#slot + 1 === length ? 0 : this.#slot + 1;
    this.#seen += 1;
    if (this.#seen < length) return false;
    if (this.#seen === length || !this.#exchange(value - this.#from, leaving - this.#from))
      this.#measure(value);
    return true;
  }

  /** One distance in, one out. @returns whether the sums can still be trusted */
  #exchange(coming: number, leaving: number): boolean {
    this.#sum += coming - leaving;
    this.#squares += coming * coming - leaving * leaving;
    // Twice as high as needed, so that it is seldom raised.
    if (this.#squares > this.#ceiling) this.#ceiling = 2 * this.#squares;
    return this.#squares - this.#sum * this.#sum * this.#share >= this.#ceiling / SPREAD_FALL;
  }

  #measure(newest: number): void {
    const length = this.#window.length;
    const oldest = this.#slot;
    let sum = 0;
    for (let at = 0; at < length; at += 1) sum += (this.#window[(oldest + at) % length] as number) - newest;
    this.#from = newest + sum * this.#share;
    this.#sum = 0;
    this.#squares = 0;
    for (let at = 0; at < length; at += 1) {
      const distance = (this.#window[(oldest + at) % length] as number) - this.#from;
      this.#sum += distance;
      this.#squares += distance * distance;
    }
    this.#ceiling = 2 * this.#squares;
  }

  get mean(): number {
    return this.#from + this.#sum * this.#share;
  }

  /** Sum of squared distances from the mean, ≥ 0: rounding may leave it a hair below. */
  get spread(): number {
    return Math.abs(this.#squares - this.#sum * this.#sum * this.#share);
  }

  /** Standard deviation of the population. */
  get deviation(): number {
    return Math.sqrt(this.spread * this.#share);
  }
}
