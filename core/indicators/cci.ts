import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { typicalPrice } from "./vwap.ts";

/**
 * Commodity channel index: the typical price's distance from its mean, in 0.015 mean absolute deviations.
 *
 * A flat window gives 0, as in TA-Lib. Costs `period` steps a bar.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 2; Lambert's own is 20
 * @returns as long as `close`; NaN for the first `period - 1`
 * @source Donald Lambert, "Commodity Channel Index", Commodities, October 1980
 */
export function cci(high: Float64Array, low: Float64Array, close: Float64Array, period = 20): Float64Array {
  checkColumns("cci", { high, low, close });
  const stream = new CciStream(period);
  return perBar(close.length, (bar) =>
    stream.next(high[bar] as number, low[bar] as number, close[bar] as number),
  );
}

/** `cci` fed one bar at a time, equal to the last bit. */
export class CciStream {
  readonly #window: Float64Array;
  #slot = 0;
  #seen = 0;

  constructor(period = 20) {
    checkPeriod("cci", period, 2);
    this.#window = new Float64Array(period);
  }

  next(high: number, low: number, close: number): number {
    const price = typicalPrice(high, low, close);
    const period = this.#window.length;
    this.#window[this.#slot] = price;
    this.#slot = this.#slot + 1 === period ? 0 : this.#slot + 1;
    this.#seen += 1;
    if (this.#seen < period) return Number.NaN;
    // Measured from the newest price, so that equal prices have a distance of exactly 0.
    let sum = 0;
    for (let at = 0; at < period; at += 1) sum += (this.#window[at] as number) - price;
    const mean = sum / period;
    let deviation = 0;
    for (let at = 0; at < period; at += 1) deviation += Math.abs((this.#window[at] as number) - price - mean);
    return deviation === 0 ? 0 : -mean / (0.015 * (deviation / period));
  }
}
