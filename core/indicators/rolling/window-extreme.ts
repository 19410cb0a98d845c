/**
 * The highest or lowest of the newest `length` values, and how long ago it was; of equal ones the newest counts.
 * Two comparisons a value for any length: with the best of the current block, and with the best that is left of the
 * block before.
 */
export class WindowExtreme {
  readonly #sign: 1 | -1;
  readonly #block: Float64Array;
  /** At k, the best of the last full block from its value k on, and the bar it came on. */
  readonly #tails: Float64Array;
  readonly #tailBars: Float64Array;
  #head = Number.NEGATIVE_INFINITY;
  #headBar = 0;
  #slot = 0;
  #bar = -1;
  #bestBar = 0;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number, which: "highest" | "lowest") {
    this.#sign = which === "highest" ? 1 : -1;
    this.#block = new Float64Array(length);
    this.#tails = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
    this.#tailBars = new Float64Array(length);
  }

  /** @returns the extreme of the newest values, NaN until there are `length` of them */
  next(value: number): number {
    // The lowest of values is the highest of their opposites.
    const ranked = value * this.#sign;
    const length = this.#block.length;
    this.#bar += 1;
    this.#block[this.#slot] = ranked;
    this.#slot += 1;
    if (ranked >= this.#head) {
      this.#head = ranked;
      this.#headBar = this.#bar;
    }
    if (this.#slot === length) return this.#turn() * this.#sign;
    const tail = this.#tails[this.#slot] as number;
    const isInHead = this.#head >= tail;
    this.#bestBar = isInHead ? this.#headBar : (this.#tailBars[this.#slot] as number);
    if (this.#bar + 1 < length) return Number.NaN;
    return (isInHead ? this.#head : tail) * this.#sign;
  }

  /** Ends a block. @returns its best, which is the window's */
  #turn(): number {
    let best = Number.NEGATIVE_INFINITY;
    let bar = this.#bar;
    for (let at = this.#block.length - 1; at >= 0; at -= 1) {
      const ranked = this.#block[at] as number;
      if (ranked > best) {
        best = ranked;
        bar = this.#bar - (this.#block.length - 1 - at);
      }
      this.#tails[at] = best;
      this.#tailBars[at] = bar;
    }
    this.#slot = 0;
    this.#head = Number.NEGATIVE_INFINITY;
    this.#bestBar = bar;
    return best;
  }

  /** Bars since the extreme, 0 on the bar itself. */
  get age(): number {
    return this.#bar - this.#bestBar;
  }
}
