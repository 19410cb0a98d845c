import { checkColumns } from "./check-input.ts";
import { perBar } from "./per-bar.ts";

/**
 * Volume-weighted average price since the last anchor, of typical prices (high + low + close) / 3.
 *
 * @param high oldest first, all finite; the other columns have the same length
 * @param volume units, ≥ 0
 * @param anchors indices of bars at which the sums start afresh, ascending (the first bar of each session);
 *   the first bar is always one
 * @returns as long as `close`; NaN until some volume has traded since the anchor
 */
export function vwap(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  anchors: readonly number[] = [],
): Float64Array {
  checkColumns("vwap", { high, low, close, volume });
  const stream = new VwapStream();
  let next = 0;
  return perBar(close.length, (bar) => {
    const isAnchor = anchors[next] === bar;
    if (isAnchor) next += 1;
    return stream.next(
      high[bar] as number,
      low[bar] as number,
      close[bar] as number,
      volume[bar] as number,
      isAnchor,
    );
  });
}

/** `vwap` fed one bar at a time, equal to the last bit. */
export class VwapStream {
  #notional = 0;
  #units = 0;

  /**
   * @param startsAfresh this bar is the first of a session
   * @returns NaN until some volume has traded since the sums began
   */
  next(high: number, low: number, close: number, volume: number, startsAfresh = false): number {
    if (startsAfresh) {
      this.#notional = 0;
      this.#units = 0;
    }
    this.#notional += typicalPrice(high, low, close) * volume;
    this.#units += volume;
    return this.#units > 0 ? this.#notional / this.#units : Number.NaN;
  }
}

/** The price that stands for a whole bar. */
export const typicalPrice = (high: number, low: number, close: number): number => (high + low + close) / 3;
