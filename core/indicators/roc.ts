import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { Lag } from "./rolling/lag.ts";

/**
 * Rate of change in percent: (value / value `period` bars before - 1) × 100.
 *
 * From a value of 0 the change is 0, as in TA-Lib.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period`
 */
export function roc(values: Float64Array, period = 10): Float64Array {
  checkFinite("roc", "values", values);
  const stream = new RocStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `roc` fed one value at a time, equal to the last bit. */
export class RocStream {
  readonly #past: Lag;

  constructor(period = 10) {
    checkPeriod("roc", period);
    this.#past = new Lag(period);
  }

  next(value: number): number {
    const past = this.#past.next(value);
    return past === 0 ? 0 : (100 * (value - past)) / past;
  }
}
