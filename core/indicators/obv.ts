import { checkColumns } from "./check-input.ts";
import { perBar } from "./per-bar.ts";

/**
 * On-balance volume: volume added on a higher close, taken away on a lower one.
 *
 * Starts at the first bar's volume, as in TA-Lib; only its changes mean something.
 *
 * @param close oldest first, all finite
 * @param volume units, of the same length
 * @returns as long as `close`; no warm-up
 * @source Joseph Granville, "Granville's New Key to Stock Market Profits", 1963
 */
export function obv(close: Float64Array, volume: Float64Array): Float64Array {
  checkColumns("obv", { close, volume });
  const stream = new ObvStream();
  return perBar(close.length, (bar) => stream.next(close[bar] as number, volume[bar] as number));
}

/** `obv` fed one bar at a time, equal to the last bit. */
export class ObvStream {
  #before = Number.NEGATIVE_INFINITY;
  #balance = 0;

  next(close: number, volume: number): number {
    if (close > this.#before) this.#balance += volume;
    else if (close < this.#before) this.#balance -= volume;
    this.#before = close;
    return this.#balance;
  }
}
