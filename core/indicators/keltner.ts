import { AtrStream } from "./atr.ts";
import { checkColumns, checkFactor } from "./check-input.ts";
import { EmaStream } from "./ema.ts";
import { emptyColumns } from "./per-bar.ts";

export interface Keltner {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * Keltner channel as Linda Raschke uses it: an exponential average of closes, and a number of average true ranges
 * to each side. TA-Lib has none; its EMA and ATR are the parts.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars of the average; `atrPeriod` of the range; whole, ≥ 1
 * @param width average true ranges, > 0
 * @returns columns as long as `close`; NaN for the first max(period - 1, atrPeriod)
 */
export function keltner(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 20,
  atrPeriod = 10,
  width = 2,
): Record<keyof Keltner, Float64Array> {
  checkColumns("keltner", { high, low, close });
  const stream = new KeltnerStream(period, atrPeriod, width);
  const columns = emptyColumns(["upper", "middle", "lower"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { upper, middle, lower } = stream.next(
      high[bar] as number,
      low[bar] as number,
      close[bar] as number,
    );
    columns.upper[bar] = upper;
    columns.middle[bar] = middle;
    columns.lower[bar] = lower;
  }
  return columns;
}

const NOTHING: Keltner = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };

/** `keltner` fed one bar at a time, equal to the last bit. */
export class KeltnerStream {
  readonly #average: EmaStream;
  readonly #range: AtrStream;
  readonly #width: number;

  constructor(period = 20, atrPeriod = 10, width = 2) {
    checkFactor("keltner", "width", width);
    this.#average = new EmaStream(period);
    this.#range = new AtrStream(atrPeriod);
    this.#width = width;
  }

  next(high: number, low: number, close: number): Keltner {
    const middle = this.#average.next(close);
    const reach = this.#range.next(high, low, close) * this.#width;
    if (Number.isNaN(middle) || Number.isNaN(reach)) return NOTHING;
    return { upper: middle + reach, middle, lower: middle - reach };
  }
}
