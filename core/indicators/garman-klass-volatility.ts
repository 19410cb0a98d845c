import { checkColumns, checkFactor, checkPeriod, logRatio } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowSum } from "./rolling/window-sum.ts";

/**
 * Garman–Klass volatility from whole bars, annualised:
 * √(mean of ½ ln(high / low)² - (2 ln 2 - 1) ln(close / open)² × periodsPerYear).
 *
 * Assumes no drift and no gaps between bars.
 *
 * @param open oldest first, all > 0; the other columns have the same length
 * @param period bars, whole, ≥ 1
 * @param periodsPerYear bars a year, > 0; 252 trading days
 * @returns a fraction a year, as long as `open`; NaN for the first `period - 1`
 * @source Mark Garman & Michael Klass, "On the Estimation of Security Price Volatilities from Historical Data",
 *   Journal of Business 53(1), 1980
 */
export function garmanKlassVolatility(
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 20,
  periodsPerYear = 252,
): Float64Array {
  checkColumns("garmanKlassVolatility", { open, high, low, close });
  const stream = new GarmanKlassVolatilityStream(period, periodsPerYear);
  return perBar(open.length, (bar) =>
    stream.next(open[bar] as number, high[bar] as number, low[bar] as number, close[bar] as number),
  );
}

/** `garmanKlassVolatility` fed one bar at a time, equal to the last bit. */
export class GarmanKlassVolatilityStream {
  readonly #period: number;
  readonly #sum: WindowSum;
  readonly #scale: number;
  #seen = 0;

  constructor(period = 20, periodsPerYear = 252) {
    checkPeriod("garmanKlassVolatility", period);
    checkFactor("garmanKlassVolatility", "periodsPerYear", periodsPerYear);
    this.#period = period;
    this.#sum = new WindowSum(period);
    this.#scale = periodsPerYear / period;
  }

  next(open: number, high: number, low: number, close: number): number {
    const range = logRatio("garmanKlassVolatility", high, low);
    const body = logRatio("garmanKlassVolatility", close, open);
    const sum = this.#sum.next(0.5 * range ** 2 - (2 * Math.LN2 - 1) * body ** 2);
    this.#seen += 1;
    // Below 0 only for bars whose open or close lies outside their range.
    return this.#seen < this.#period ? Number.NaN : Math.sqrt(Math.max(0, sum) * this.#scale);
  }
}
