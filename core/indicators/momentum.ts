import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { Lag } from "./rolling/lag.ts";

/**
 * Momentum: the newest value less the value `period` bars before, in the unit of the values.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1
 * @returns as long as `values`; NaN for the first `period`, as in TA-Lib
 */
export function momentum(values: Float64Array, period = 10): Float64Array {
  checkFinite("momentum", "values", values);
  const stream = new MomentumStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `momentum` fed one value at a time, equal to the last bit. */
export class MomentumStream {
  readonly #past: Lag;

  constructor(period = 10) {
    checkPeriod("momentum", period);
    this.#past = new Lag(period);
  }

  next(value: number): number {
    return value - this.#past.next(value);
  }
}
