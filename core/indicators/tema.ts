import { checkFinite } from "./check-input.ts";
import { EmaStream } from "./ema.ts";
import { perBar } from "./per-bar.ts";

/**
 * Triple exponential moving average: 3 × ema - 3 × ema of ema + ema of that.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first 3 × (period - 1), as in TA-Lib
 * @source Patrick Mulloy, "Smoothing Data with Less Lag", Stocks & Commodities 12(2), 1994
 */
export function tema(values: Float64Array, period: number): Float64Array {
  checkFinite("tema", "values", values);
  const stream = new TemaStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `tema` fed one value at a time, equal to the last bit. */
export class TemaStream {
  readonly #once: EmaStream;
  readonly #twice: EmaStream;
  readonly #thrice: EmaStream;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    this.#once = new EmaStream(period);
    this.#twice = new EmaStream(period);
    this.#thrice = new EmaStream(period);
  }

  next(value: number): number {
    const once = this.#once.next(value);
    if (Number.isNaN(once)) return once;
    const twice = this.#twice.next(once);
    return Number.isNaN(twice) ? twice : 3 * once - 3 * twice + this.#thrice.next(twice);
  }
}
