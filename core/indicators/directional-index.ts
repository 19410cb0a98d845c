import { trueRange } from "./atr.ts";
import { checkColumns, checkPeriod } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";

export interface DirectionalIndex {
  readonly plus: number;
  readonly minus: number;
}

/** Before both are known. */
const NOTHING: DirectionalIndex = { plus: Number.NaN, minus: Number.NaN };

/**
 * Wilder's directional indicators +DI and -DI: the part of the true range made by new highs and by new lows, in percent.
 *
 * TA-Lib's start: sums of the first period - 1 movements, smoothed by Wilder's rule from the next bar on. Bars
 * without any range give 0.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param period bars, whole, ≥ 2; Wilder's own is 14
 * @returns columns as long as `close`; NaN for the first `period`
 * @source J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978
 */
export function directionalIndex(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period = 14,
): Record<keyof DirectionalIndex, Float64Array> {
  checkColumns("directionalIndex", { high, low, close });
  const stream = new DirectionalIndexStream(period);
  const columns = emptyColumns(["plus", "minus"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { plus, minus } = stream.next(high[bar] as number, low[bar] as number, close[bar] as number);
    columns.plus[bar] = plus;
    columns.minus[bar] = minus;
  }
  return columns;
}

/** `directionalIndex` fed one bar at a time, equal to the last bit. */
export class DirectionalIndexStream {
  readonly #period: number;
  #high = Number.NaN;
  #low = Number.NaN;
  #close = Number.NaN;
  #plus = 0;
  #minus = 0;
  #range = 0;
  #movements = -1;

  constructor(period = 14) {
    checkPeriod("directionalIndex", period, 2);
    this.#period = period;
  }

  next(high: number, low: number, close: number): DirectionalIndex {
    const up = high - this.#high;
    const down = this.#low - low;
    const range = trueRange(high, low, this.#close);
    this.#high = high;
    this.#low = low;
    this.#close = close;
    this.#movements += 1;
    if (this.#movements === 0) return NOTHING;
    const kept = this.#movements < this.#period ? 1 : 1 - 1 / this.#period;
    this.#plus = this.#plus * kept + (up > down && up > 0 ? up : 0);
    this.#minus = this.#minus * kept + (down > up && down > 0 ? down : 0);
    this.#range = this.#range * kept + range;
    if (this.#movements < this.#period) return NOTHING;
    if (this.#range === 0) return { plus: 0, minus: 0 };
    return { plus: 100 * (this.#plus / this.#range), minus: 100 * (this.#minus / this.#range) };
  }
}
