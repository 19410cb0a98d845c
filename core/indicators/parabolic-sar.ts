import { checkColumns, checkFactor } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";

export interface ParabolicSar {
  /** The stop for this bar, known at its close. */
  readonly sar: number;
  /** 1 while the stop trails below a long position, -1 above a short one. */
  readonly direction: number;
}

const NOTHING: ParabolicSar = { sar: Number.NaN, direction: Number.NaN };

/**
 * Wilder's parabolic stop and reverse: a stop that follows the trend and speeds up at each new extreme.
 *
 * TA-Lib's start: short if the second bar's low falls further than its high rises, else long; the first stop is the
 * first bar's extreme on the other side. On a reversal the bar shows the new side's stop.
 *
 * @param high oldest first, all finite; `low` has the same length
 * @param acceleration added to the speed at each new extreme, > 0
 * @param maximum speed it never exceeds, > 0
 * @returns columns as long as `high`; NaN on the first bar
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function parabolicSar(
  high: Float64Array,
  low: Float64Array,
  acceleration = 0.02,
  maximum = 0.2,
): Record<keyof ParabolicSar, Float64Array> {
  checkColumns("parabolicSar", { high, low });
  const stream = new ParabolicSarStream(acceleration, maximum);
  const columns = emptyColumns(["sar", "direction"], high.length);
  for (let bar = 0; bar < high.length; bar += 1) {
    const { sar, direction } = stream.next(high[bar] as number, low[bar] as number);
    columns.sar[bar] = sar;
    columns.direction[bar] = direction;
  }
  return columns;
}

/**
 * `parabolicSar` fed one bar at a time, equal to the last bit.
 *
 * A short position is a long one seen upside down: prices are multiplied by the direction, and only rising ones
 * have to be thought about.
 */
export class ParabolicSarStream {
  readonly #step: number;
  readonly #maximum: number;
  #direction: 1 | -1 | 0 = 0;
  #high = Number.NaN;
  #low = Number.NaN;
  /** The stop for the next bar and the best price so far, times the direction. */
  #stop = Number.NaN;
  #best = Number.NaN;
  #speed = 0;

  constructor(acceleration = 0.02, maximum = 0.2) {
    checkFactor("parabolicSar", "acceleration", acceleration);
    checkFactor("parabolicSar", "maximum", maximum);
    this.#step = Math.min(acceleration, maximum);
    this.#maximum = maximum;
  }

  next(high: number, low: number): ParabolicSar {
    const isFirst = Number.isNaN(this.#high);
    if (!isFirst && this.#direction === 0) this.#begin(high, low);
    const shown = isFirst ? NOTHING : this.#follow(high, low);
    this.#high = high;
    this.#low = low;
    return shown;
  }

  /** The second bar says which way to stand; seen from there, its range is the only one so far. */
  #begin(high: number, low: number): void {
    const fall = this.#low - low;
    const side = fall > 0 && fall > high - this.#high ? -1 : 1;
    this.#direction = side;
    this.#stop = side === 1 ? this.#low : -this.#high;
    this.#best = side === 1 ? high : -low;
    this.#speed = this.#step;
    this.#high = high;
    this.#low = low;
  }

  #follow(high: number, low: number): ParabolicSar {
    const side = this.#direction === -1 ? -1 : 1;
    const worst = side === 1 ? low : -high;
    if (worst <= this.#stop) return this.#reverse(high, low, side === 1 ? -1 : 1);
    const shown = this.#stop * side;
    const best = side === 1 ? high : -low;
    if (best > this.#best) {
      this.#best = best;
      this.#speed = Math.min(this.#maximum, this.#speed + this.#step);
    }
    this.#advance(worst, side === 1 ? this.#low : -this.#high);
    return { sar: shown, direction: side };
  }

  #reverse(high: number, low: number, side: 1 | -1): ParabolicSar {
    const worst = side === 1 ? low : -high;
    const worstBefore = side === 1 ? this.#low : -this.#high;
    // The old side's best price is the new side's first stop.
    const stop = Math.min(-this.#best, worst, worstBefore);
    this.#direction = side;
    this.#stop = stop;
    this.#best = side === 1 ? high : -low;
    this.#speed = this.#step;
    this.#advance(worst, worstBefore);
    return { sar: stop * side, direction: side };
  }

  /** Moves the stop towards the best price, never into the range of the last two bars. */
  #advance(worst: number, worstBefore: number): void {
    this.#stop = Math.min(this.#stop + this.#speed * (this.#best - this.#stop), worst, worstBefore);
  }
}
