import { checkFinite, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowMoments } from "./rolling/window-moments.ts";

/**
 * How many standard deviations the newest value lies from the mean of its window, itself included.
 *
 * The deviation is the population's, so that a score of 2 touches the upper Bollinger band of the same period.
 * A flat window scores 0.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 2
 * @returns as long as `values`; NaN for the first `period - 1`
 */
export function zScore(values: Float64Array, period = 20): Float64Array {
  checkFinite("zScore", "values", values);
  const stream = new ZScoreStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number));
}

/** `zScore` fed one value at a time, equal to the last bit. */
export class ZScoreStream {
  readonly #moments: WindowMoments;

  constructor(period = 20) {
    checkPeriod("zScore", period, 2);
    this.#moments = new WindowMoments(period);
  }

  next(value: number): number {
    if (!this.#moments.next(value)) return Number.NaN;
    const deviation = this.#moments.deviation;
    return deviation === 0 ? 0 : (value - this.#moments.mean) / deviation;
  }
}
