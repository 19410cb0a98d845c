import { checkColumns, checkPeriod } from "./check-input.ts";
import { NO_STOCHASTIC, RangePosition, type Stochastic } from "./fast-stochastic.ts";
import { emptyColumns } from "./per-bar.ts";
import { WindowMean } from "./rolling/window-mean.ts";

/**
 * Slow stochastic: the close's place in the range of the last bars, 0 to 100, averaged once (k) and twice (d).
 *
 * Simple averages; a window without a range counts 0; both columns begin where d is known, as in TA-Lib's STOCH.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param kPeriod bars of the range, whole, ≥ 1; TA-Lib's default is 5
 * @param smoothing, dPeriod values averaged, whole, ≥ 1
 * @returns columns as long as `close`; NaN for the first kPeriod + smoothing + dPeriod - 3
 * @source George Lane, "Lane's Stochastics", Stocks & Commodities 2(3), 1984
 */
export function stochastic(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  kPeriod = 14,
  smoothing = 3,
  dPeriod = 3,
): Record<keyof Stochastic, Float64Array> {
  checkColumns("stochastic", { high, low, close });
  const stream = new StochasticStream(kPeriod, smoothing, dPeriod);
  const columns = emptyColumns(["k", "d"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { k, d } = stream.next(high[bar] as number, low[bar] as number, close[bar] as number);
    columns.k[bar] = k;
    columns.d[bar] = d;
  }
  return columns;
}

/** `stochastic` fed one bar at a time, equal to the last bit. */
export class StochasticStream {
  readonly #range: RangePosition;
  readonly #once: WindowMean;
  readonly #twice: WindowMean;

  constructor(kPeriod = 14, smoothing = 3, dPeriod = 3) {
    for (const period of [kPeriod, smoothing, dPeriod]) checkPeriod("stochastic", period);
    this.#range = new RangePosition(kPeriod);
    this.#once = new WindowMean(smoothing);
    this.#twice = new WindowMean(dPeriod);
  }

  next(high: number, low: number, close: number): Stochastic {
    const raw = this.#range.next(high, low, close);
    if (Number.isNaN(raw)) return NO_STOCHASTIC;
    const k = this.#once.next(raw);
    if (Number.isNaN(k)) return NO_STOCHASTIC;
    const d = this.#twice.next(k);
    return Number.isNaN(d) ? NO_STOCHASTIC : { k, d };
  }
}
