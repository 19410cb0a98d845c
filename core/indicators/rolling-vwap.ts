import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowSum } from "./rolling/window-sum.ts";
import { typicalPrice } from "./vwap.ts";

/**
 * Volume-weighted average of the typical prices of the newest `period` bars.
 *
 * @param high oldest first, all finite; the other columns have the same length
 * @param volume units, ≥ 0
 * @param period bars, whole, ≥ 1
 * @returns as long as `close`; NaN for the first `period - 1`, and where nothing was traded in the window
 */
export function rollingVwap(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  period = 20,
): Float64Array {
  checkColumns("rollingVwap", { high, low, close, volume });
  const stream = new RollingVwapStream(period);
  return perBar(close.length, (bar) =>
    stream.next(high[bar] as number, low[bar] as number, close[bar] as number, volume[bar] as number),
  );
}

/** `rollingVwap` fed one bar at a time, equal to the last bit. */
export class RollingVwapStream {
  readonly #period: number;
  readonly #notional: WindowSum;
  readonly #units: WindowSum;
  #seen = 0;

  constructor(period = 20) {
    checkPeriod("rollingVwap", period);
    this.#period = period;
    this.#notional = new WindowSum(period);
    this.#units = new WindowSum(period);
  }

  next(high: number, low: number, close: number, volume: number): number {
    const notional = this.#notional.next(typicalPrice(high, low, close) * volume);
    const units = this.#units.next(volume);
    this.#seen += 1;
    return this.#seen < this.#period || units === 0 ? Number.NaN : notional / units;
  }
}
