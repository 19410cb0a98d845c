import { checkFactor, checkFinite, checkPeriod, logRatio } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowMoments } from "./rolling/window-moments.ts";

/**
 * Close-to-close volatility, annualised: the sample deviation (divided by period - 1) of log returns × √periodsPerYear.
 *
 * @param close prices, oldest first, all > 0
 * @param period returns, whole, ≥ 2
 * @param periodsPerYear bars a year, > 0; 252 trading days
 * @returns a fraction a year (0.2: 20 %), as long as `close`; NaN for the first `period`
 */
export function closeVolatility(close: Float64Array, period = 20, periodsPerYear = 252): Float64Array {
  checkFinite("closeVolatility", "close", close);
  const stream = new CloseVolatilityStream(period, periodsPerYear);
  return perBar(close.length, (bar) => stream.next(close[bar] as number));
}

/** `closeVolatility` fed one close at a time, equal to the last bit. */
export class CloseVolatilityStream {
  readonly #moments: WindowMoments;
  readonly #scale: number;
  #before: number | null = null;

  constructor(period = 20, periodsPerYear = 252) {
    checkPeriod("closeVolatility", period, 2);
    checkFactor("closeVolatility", "periodsPerYear", periodsPerYear);
    this.#moments = new WindowMoments(period);
    this.#scale = periodsPerYear / (period - 1);
  }

  next(close: number): number {
    const before = this.#before;
    this.#before = close;
    if (before === null) return Number.NaN;
    if (!this.#moments.next(logRatio("closeVolatility", close, before))) return Number.NaN;
    return Math.sqrt(this.#moments.spread * this.#scale);
  }
}
