import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowPairs } from "./rolling/window-pairs.ts";

/**
 * Pearson's correlation of two series over a window, -1 to 1.
 *
 * Of the values as they are, like TA-Lib's CORREL: hand in `roc` of both for the correlation of returns, since two
 * prices that both rise are correlated by that alone. 0 where one of them is flat.
 *
 * @param values, other oldest first, all finite, of one length
 * @param period bars, whole, ≥ 2
 * @returns as long as `values`; NaN for the first `period - 1`
 */
export function correlation(values: Float64Array, other: Float64Array, period = 30): Float64Array {
  checkColumns("correlation", { values, other });
  const stream = new CorrelationStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number, other[bar] as number));
}

/** `correlation` fed one pair at a time, equal to the last bit. */
export class CorrelationStream {
  readonly #pairs: WindowPairs;

  constructor(period = 30) {
    checkPeriod("correlation", period, 2);
    this.#pairs = new WindowPairs(period);
  }

  next(value: number, other: number): number {
    if (!this.#pairs.next(value, other)) return Number.NaN;
    const scale = Math.sqrt(this.#pairs.spreadX) * Math.sqrt(this.#pairs.spreadY);
    return scale === 0 ? 0 : Math.max(-1, Math.min(1, this.#pairs.together / scale));
  }
}
