import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowExtreme } from "./rolling/window-extreme.ts";

/**
 * Williams %R: how far the close lies below the highest high of the last bars, -100 (at the lowest low) to 0.
 *
 * A window without a range gives 0, as in TA-Lib.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 1
 * @returns as long as `close`; NaN for the first `period - 1`
 * @source Larry Williams, "How I Made One Million Dollars Last Year Trading Commodities", 1973
 */
export function williamsR(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 14,
): Float64Array {
  checkColumns("williamsR", { high, low, close });
  const stream = new WilliamsRStream(period);
  return perBar(close.length, (bar) =>
    stream.next(high[bar] as number, low[bar] as number, close[bar] as number),
  );
}

/** `williamsR` fed one bar at a time, equal to the last bit. */
export class WilliamsRStream {
  readonly #highest: WindowExtreme;
  readonly #lowest: WindowExtreme;

  constructor(period = 14) {
    checkPeriod("williamsR", period);
    this.#highest = new WindowExtreme(period, "highest");
    this.#lowest = new WindowExtreme(period, "lowest");
  }

  next(high: number, low: number, close: number): number {
    const top = this.#highest.next(high);
    const bottom = this.#lowest.next(low);
    return top === bottom ? 0 : (100 * (close - top)) / (top - bottom);
  }
}
