import { checkColumns } from "./check-input.ts";
import { DirectionalIndexStream } from "./directional-index.ts";
import { emptyColumns } from "./per-bar.ts";

export interface Adx {
  readonly adx: number;
  readonly plus: number;
  readonly minus: number;
}

const NOTHING: Adx = { adx: Number.NaN, plus: Number.NaN, minus: Number.NaN };

/**
 * Average directional index: how one-sided the directional indicators are, 0 to 100, smoothed by Wilder's rule;
 * with +DI and -DI beside it.
 *
 * As in TA-Lib the first value is the mean of the first `period` readings, and a bar without any directional
 * movement in its smoothed past leaves it as it was (0 for a flat series).
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 2; Wilder's own is 14
 * @returns columns as long as `close`; NaN for the first 2 × period - 1
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function adx(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 14,
): Record<keyof Adx, Float64Array> {
  checkColumns("adx", { high, low, close });
  const stream = new AdxStream(period);
  const columns = emptyColumns(["adx", "plus", "minus"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { adx, plus, minus } = stream.next(high[bar] as number, low[bar] as number, close[bar] as number);
    columns.adx[bar] = adx;
    columns.plus[bar] = plus;
    columns.minus[bar] = minus;
  }
  return columns;
}

/** `adx` fed one bar at a time, equal to the last bit. */
export class AdxStream {
  readonly #indicators: DirectionalIndexStream;
  readonly #period: number;
  #adx = 0;
  #readings = 0;

  constructor(period = 14) {
    this.#indicators = new DirectionalIndexStream(period);
    this.#period = period;
  }

  next(high: number, low: number, close: number): Adx {
    const { plus, minus } = this.#indicators.next(high, low, close);
    if (Number.isNaN(plus)) return NOTHING;
    const both = plus + minus;
    const reading = both === 0 ? null : 100 * (Math.abs(plus - minus) / both);
    this.#readings += 1;
    if (this.#readings <= this.#period) this.#adx += (reading ?? 0) / this.#period;
    else if (reading !== null) this.#adx += (reading - this.#adx) / this.#period;
    return this.#readings < this.#period ? NOTHING : { adx: this.#adx, plus, minus };
  }
}
