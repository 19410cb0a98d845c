/**
 * Mean and spread of the newest `length` values.
 *
 * Distances are measured from a value inside the window, and nothing is ever taken away (see `WindowSum`), so a
 * small spread around a high price keeps its digits and equal values have a spread of exactly 0.
 */
export class WindowMoments {
  readonly #block: Float64Array;
  readonly #sumTails: Float64Array;
  readonly #squareTails: Float64Array;
  #slot = 0;
  #seen = 0;
  #from = 0;
  #headSum = 0;
  #headSquares = 0;
  #sum = 0;
  #squares = 0;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number) {
    this.#block = new Float64Array(length);
    this.#sumTails = new Float64Array(length);
    this.#squareTails = new Float64Array(length);
  }

  /** @returns whether the window is full */
  next(value: number): boolean {
    if (this.#seen === 0) this.#from = value;
    this.#seen += 1;
    this.#block[this.#slot] = value;
    this.#slot += 1;
    if (this.#slot === this.#block.length) this.#turn(value);
    else {
      const distance = value - this.#from;
      this.#headSum += distance;
      this.#headSquares += distance * distance;
      this.#sum = this.#headSum + (this.#sumTails[this.#slot] as number);
      this.#squares = this.#headSquares + (this.#squareTails[this.#slot] as number);
    }
    return this.#seen >= this.#block.length;
  }

  /** Ends a block: distances are measured from its newest value from here on. */
  #turn(newest: number): void {
    let sum = 0;
    let squares = 0;
    for (let at = this.#block.length - 1; at >= 0; at -= 1) {
      const distance = (this.#block[at] as number) - newest;
      sum += distance;
      squares += distance * distance;
      this.#sumTails[at] = sum;
      this.#squareTails[at] = squares;
    }
    this.#from = newest;
    this.#slot = 0;
    this.#headSum = 0;
    this.#headSquares = 0;
    this.#sum = sum;
    this.#squares = squares;
  }

  get mean(): number {
    return this.#from + this.#sum / this.#block.length;
  }

  /** Sum of squared distances from the mean, ≥ 0. */
  get spread(): number {
    return Math.max(0, this.#squares - (this.#sum * this.#sum) / this.#block.length);
  }

  /** Standard deviation; `lost` is 0 for the population's, 1 for a sample's. */
  deviation(lost: 0 | 1): number {
    return Math.sqrt(this.spread / (this.#block.length - lost));
  }
}
