import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowSum } from "./rolling/window-sum.ts";
import { typicalPrice } from "./vwap.ts";

/**
 * Money flow index: the share of money that flowed at rising typical prices, 0 to 100; an RSI with volume.
 *
 * TA-Lib's, with one difference: that answers 0 wherever less than one unit of money flowed in the window, this
 * only where none did.
 *
 * @param high oldest first, all finite; the other columns have the same length
 * @param volume units, ≥ 0
 * @param period changes, whole, ≥ 1
 * @returns as long as `close`; NaN for the first `period`
 * @source Gene Quong & Avrum Soudack, "Volume-Weighted RSI: Money Flow", Stocks & Commodities 7(3), 1989
 */
export function mfi(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  period = 14,
): Float64Array {
  checkColumns("mfi", { high, low, close, volume });
  const stream = new MfiStream(period);
  return perBar(close.length, (bar) =>
    stream.next(high[bar] as number, low[bar] as number, close[bar] as number, volume[bar] as number),
  );
}

/** `mfi` fed one bar at a time, equal to the last bit. */
export class MfiStream {
  readonly #period: number;
  readonly #rising: WindowSum;
  readonly #falling: WindowSum;
  #before = Number.NaN;
  #changes = -1;

  constructor(period = 14) {
    checkPeriod("mfi", period);
    this.#period = period;
    this.#rising = new WindowSum(period);
    this.#falling = new WindowSum(period);
  }

  next(high: number, low: number, close: number, volume: number): number {
    const price = typicalPrice(high, low, close);
    const before = this.#before;
    this.#before = price;
    this.#changes += 1;
    if (this.#changes === 0) return Number.NaN;
    const rising = this.#rising.next(price > before ? price * volume : 0);
    const falling = this.#falling.next(price < before ? price * volume : 0);
    if (this.#changes < this.#period) return Number.NaN;
    return rising + falling === 0 ? 0 : 100 * (rising / (rising + falling));
  }
}
