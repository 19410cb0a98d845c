import { AtrStream } from "./atr.ts";
import { checkColumns, checkFactor } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";

export interface SuperTrend {
  /** The trailing stop: below the price in an uptrend, above it in a downtrend. */
  readonly line: number;
  /** 1 up, -1 down. */
  readonly direction: number;
}

const NOTHING: SuperTrend = { line: Number.NaN, direction: Number.NaN };

/**
 * SuperTrend: a band a number of average true ranges from the bar's middle, that only ever tightens until the close
 * crosses it and the trend turns.
 *
 * Starts in a downtrend on the first bar with an ATR, as TradingView's built-in one does. TA-Lib has none; the ATR
 * is its own.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars of the ATR, whole, ≥ 1
 * @param width average true ranges, > 0
 * @returns columns as long as `close`; NaN for the first `period`
 */
export function superTrend(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 10,
  width = 3,
): Record<keyof SuperTrend, Float64Array> {
  checkColumns("superTrend", { high, low, close });
  const stream = new SuperTrendStream(period, width);
  const columns = emptyColumns(["line", "direction"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { line, direction } = stream.next(high[bar] as number, low[bar] as number, close[bar] as number);
    columns.line[bar] = line;
    columns.direction[bar] = direction;
  }
  return columns;
}

/** `superTrend` fed one bar at a time, equal to the last bit. */
export class SuperTrendStream {
  readonly #range: AtrStream;
  readonly #width: number;
  #upper = Number.POSITIVE_INFINITY;
  #lower = Number.NEGATIVE_INFINITY;
  #before = Number.NaN;
  #direction: 1 | -1 | 0 = 0;

  constructor(period = 10, width = 3) {
    checkFactor("superTrend", "width", width);
    this.#range = new AtrStream(period);
    this.#width = width;
  }

  next(high: number, low: number, close: number): SuperTrend {
    const reach = this.#range.next(high, low, close) * this.#width;
    const before = this.#before;
    this.#before = close;
    if (Number.isNaN(reach)) return NOTHING;
    const middle = (high + low) / 2;
    this.#upper = before > this.#upper ? middle + reach : Math.min(this.#upper, middle + reach);
    this.#lower = before < this.#lower ? middle - reach : Math.max(this.#lower, middle - reach);
    this.#direction = this.#turned(close);
    return { line: this.#direction === 1 ? this.#lower : this.#upper, direction: this.#direction };
  }

  #turned(close: number): 1 | -1 {
    if (this.#direction === 1) return close < this.#lower ? -1 : 1;
    if (this.#direction === -1) return close > this.#upper ? 1 : -1;
    return -1;
  }
}
