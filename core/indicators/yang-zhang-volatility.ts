import { checkColumns, checkFactor, checkPeriod, logRatio } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowMoments } from "./rolling/window-moments.ts";
import { WindowSum } from "./rolling/window-sum.ts";

/**
 * Yang–Zhang volatility, annualised: gaps, open-to-close moves and ranges weighed so that drift and gaps are both
 * allowed for.
 *
 * Variance = that of ln(open / previous close) + k × that of ln(close / open) + (1 - k) × the Rogers–Satchell mean,
 * both variances the sample's (divided by period - 1), k = 0.34 / (1.34 + (period + 1) / (period - 1)).
 *
 * @param open oldest first, all > 0; the other columns have the same length
 * @param period bars, whole, ≥ 2
 * @param periodsPerYear bars a year, > 0; 252 trading days
 * @returns a fraction a year, as long as `open`; NaN for the first `period`
 * @source Dennis Yang & Qiang Zhang, "Drift-Independent Volatility Estimation Based on High, Low, Open, and Close
 *   Prices", Journal of Business 73(3), 2000
 */
export function yangZhangVolatility(
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 20,
  periodsPerYear = 252,
): Float64Array {
  checkColumns("yangZhangVolatility", { open, high, low, close });
  const stream = new YangZhangVolatilityStream(period, periodsPerYear);
  return perBar(open.length, (bar) =>
    stream.next(open[bar] as number, high[bar] as number, low[bar] as number, close[bar] as number),
  );
}

/** `yangZhangVolatility` fed one bar at a time, equal to the last bit. */
export class YangZhangVolatilityStream {
  readonly #period: number;
  readonly #periodsPerYear: number;
  readonly #share: number;
  readonly #gaps: WindowMoments;
  readonly #bodies: WindowMoments;
  readonly #ranges: WindowSum;
  #before: number | null = null;

  constructor(period = 20, periodsPerYear = 252) {
    checkPeriod("yangZhangVolatility", period, 2);
    checkFactor("yangZhangVolatility", "periodsPerYear", periodsPerYear);
    this.#period = period;
    this.#periodsPerYear = periodsPerYear;
    this.#share = 0.34 / (1.34 + (period + 1) / (period - 1));
    this.#gaps = new WindowMoments(period);
    this.#bodies = new WindowMoments(period);
    this.#ranges = new WindowSum(period);
  }

  next(open: number, high: number, low: number, close: number): number {
    const before = this.#before;
    this.#before = close;
    if (before === null) return Number.NaN;
    const body = logRatio("yangZhangVolatility", close, open);
    const up = logRatio("yangZhangVolatility", high, open);
    const down = logRatio("yangZhangVolatility", low, open);
    this.#bodies.next(body);
    const ranges = this.#ranges.next(up * (up - body) + down * (down - body));
    if (!this.#gaps.next(logRatio("yangZhangVolatility", open, before))) return Number.NaN;
    const lost = this.#period - 1;
    const variance =
      this.#gaps.spread / lost +
      (this.#share * this.#bodies.spread) / lost +
      ((1 - this.#share) * ranges) / this.#period;
    // Below 0 only for bars whose open or close lies outside their range.
    return Math.sqrt(Math.max(0, variance) * this.#periodsPerYear);
  }
}
