import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WmaStream } from "./wma.ts";

/**
 * Hull moving average: wma(2 × wma(n / 2) - wma(n), √n), with n / 2 and √n rounded down as Hull writes them.
 * TA-Lib has none.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 2
 * @returns as long as `values`; NaN for the first period - 2 + ⌊√period⌋
 * @source Alan Hull, "Hull Moving Average", 2005
 */
export function hma(values: Float64Array, period: number): Float64Array {
  checkFinite("hma", "values", values);
  const stream = new HmaStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `hma` fed one value at a time, equal to the last bit. */
export class HmaStream {
  readonly #half: WmaStream;
  readonly #whole: WmaStream;
  readonly #smooth: WmaStream;

  /** @param period bars, whole, ≥ 2 */
  constructor(period: number) {
    checkPeriod("hma", period, 2);
    this.#half = new WmaStream(Math.floor(period / 2));
    this.#whole = new WmaStream(period);
    this.#smooth = new WmaStream(Math.floor(Math.sqrt(period)));
  }

  next(value: number): number {
    const half = this.#half.next(value);
    const whole = this.#whole.next(value);
    return Number.isNaN(whole) ? whole : this.#smooth.next(2 * half - whole);
  }
}
