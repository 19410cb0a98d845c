/**
 * Spreads of the newest `length` pairs and how they move together.
 *
 * Distances are measured from a pair inside the window, and nothing is ever taken away (see `WindowSum`), so that no
 * rounding outlives the pairs that made it and a flat series has a spread of exactly 0.
 */
export class WindowPairs {
  readonly #length: number;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  /** At k, the sums of the last full block from its pair k on. */
  readonly #tails: Sums[];
  #head = NONE;
  #total = NONE;
  #slot = 0;
  #seen = 0;
  #fromX = 0;
  #fromY = 0;

  /** @param length pairs, whole, ≥ 1 */
  constructor(length: number) {
    this.#length = length;
    this.#xs = new Float64Array(length);
    this.#ys = new Float64Array(length);
    this.#tails = Array.from({ length }, () => NONE);
  }

  /** @returns whether the window is full */
  next(x: number, y: number): boolean {
    if (this.#seen === 0) {
      this.#fromX = x;
      this.#fromY = y;
    }
    this.#seen += 1;
    this.#xs[this.#slot] = x;
    this.#ys[this.#slot] = y;
    this.#slot += 1;
    if (this.#slot === this.#length) this.#turn(x, y);
    else {
      this.#head = plus(this.#head, x - this.#fromX, y - this.#fromY);
      this.#total = together(this.#head, this.#tails[this.#slot] ?? NONE);
    }
    return this.#seen >= this.#length;
  }

  #turn(x: number, y: number): void {
    let sums = NONE;
    for (let at = this.#length - 1; at >= 0; at -= 1) {
      sums = plus(sums, (this.#xs[at] as number) - x, (this.#ys[at] as number) - y);
      this.#tails[at] = sums;
    }
    this.#fromX = x;
    this.#fromY = y;
    this.#slot = 0;
    this.#head = NONE;
    this.#total = sums;
  }

  /** Sum of squared distances of x from its mean, ≥ 0. */
  get spreadX(): number {
    return Math.max(0, this.#total.xx - (this.#total.x * this.#total.x) / this.#length);
  }

  /** The same of y. */
  get spreadY(): number {
    return Math.max(0, this.#total.yy - (this.#total.y * this.#total.y) / this.#length);
  }

  /** Sum of products of both distances. */
  get together(): number {
    return this.#total.xy - (this.#total.x * this.#total.y) / this.#length;
  }
}

interface Sums {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

const NONE: Sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

const plus = (sums: Sums, x: number, y: number): Sums => ({
  x: sums.x + x,
  y: sums.y + y,
  xx: sums.xx + x * x,
  yy: sums.yy + y * y,
  xy: sums.xy + x * y,
});

const together = (head: Sums, tail: Sums): Sums => ({
  x: head.x + tail.x,
  y: head.y + tail.y,
  xx: head.xx + tail.xx,
  yy: head.yy + tail.yy,
  xy: head.xy + tail.xy,
});
