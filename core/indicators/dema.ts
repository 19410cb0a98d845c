import { checkFinite } from "./check-input.ts";
import { EmaStream } from "./ema.ts";
import { perBar } from "./per-bar.ts";

/**
 * Double exponential moving average: 2 × ema - ema of ema, which takes out most of the lag.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first 2 × (period - 1), as in TA-Lib
 * @source Patrick Mulloy, "Smoothing Data with Faster Moving Averages", Stocks & Commodities 12(1), 1994
 */
export function dema(values: Float64Array, period: number): Float64Array {
  checkFinite("dema", "values", values);
  const stream = new DemaStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `dema` fed one value at a time, equal to the last bit. */
export class DemaStream {
  readonly #once: EmaStream;
  readonly #twice: EmaStream;

  /** @param period bars, whole, ≥ 1 */
  constructor(period: number) {
    this.#once = new EmaStream(period);
    this.#twice = new EmaStream(period);
  }

  next(value: number): number {
    const once = this.#once.next(value);
    return Number.isNaN(once) ? once : 2 * once - this.#twice.next(once);
  }
}
