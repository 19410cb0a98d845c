/**
 * The highest or lowest of the newest `length` values, and how long ago it was; of equal ones the newest counts.
 * Keeps only values that may still become the answer, so a bar costs the same on average for any length.
 */
export class WindowExtreme {
  readonly #length: number;
  readonly #sign: 1 | -1;
  readonly #values: Float64Array;
  readonly #bars: Float64Array;
  #first = 0;
  #count = 0;
  #bar = -1;

  /** @param length values, whole, ≥ 1 */
  constructor(length: number, which: "highest" | "lowest") {
    this.#length = length;
    this.#sign = which === "highest" ? 1 : -1;
    this.#values = new Float64Array(length);
    this.#bars = new Float64Array(length);
  }

  /** @returns the extreme of the newest values, NaN until there are `length` of them */
  next(value: number): number {
    this.#bar += 1;
    const ranked = value * this.#sign;
    while (this.#count > 0 && (this.#values[this.#at(this.#count - 1)] as number) <= ranked) this.#count -= 1;
    if (this.#count > 0 && (this.#bars[this.#first] as number) <= this.#bar - this.#length) {
      this.#first = this.#at(1);
      this.#count -= 1;
    }
    const slot = this.#at(this.#count);
    this.#values[slot] = ranked;
    this.#bars[slot] = this.#bar;
    this.#count += 1;
    return this.#bar + 1 < this.#length ? Number.NaN : (this.#values[this.#first] as number) * this.#sign;
  }

  /** Bars since the extreme, 0 on the bar itself. */
  get age(): number {
    return this.#bar - (this.#bars[this.#first] as number);
  }

  #at(offset: number): number {
    const slot = this.#first + offset;
    return slot < this.#length ? slot : slot - this.#length;
  }
}
