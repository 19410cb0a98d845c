import { checkColumns, checkPeriod } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";
import { WindowExtreme } from "./rolling/window-extreme.ts";
import { WindowMean } from "./rolling/window-mean.ts";

export interface Stochastic {
  readonly k: number;
  readonly d: number;
}

/** Before both are known. */
export const NO_STOCHASTIC: Stochastic = { k: Number.NaN, d: Number.NaN };

/**
 * Fast stochastic: where the close lies in the range of the last bars, 0 to 100, and its simple average.
 *
 * A window without a range gives 0, and both columns begin where d is known, as in TA-Lib's STOCHF.
 *
 * @param high oldest first, all finite; `low` and `close` have the same length
 * @param kPeriod bars of the range, whole, ≥ 1
 * @param dPeriod values averaged, whole, ≥ 1
 * @returns columns as long as `close`; NaN for the first kPeriod + dPeriod - 2
 * @source George Lane, "Lane's Stochastics", Stocks & Commodities 2(3), 1984
 */
export function fastStochastic(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  kPeriod = 14,
  dPeriod = 3,
): Record<keyof Stochastic, Float64Array> {
  checkColumns("fastStochastic", { high, low, close });
  const stream = new FastStochasticStream(kPeriod, dPeriod);
  const columns = emptyColumns(["k", "d"], close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const { k, d } = stream.next(high[bar] as number, low[bar] as number, close[bar] as number);
    columns.k[bar] = k;
    columns.d[bar] = d;
  }
  return columns;
}

/** `fastStochastic` fed one bar at a time, equal to the last bit. */
export class FastStochasticStream {
  readonly #range: RangePosition;
  readonly #average: WindowMean;

  constructor(kPeriod = 14, dPeriod = 3) {
    checkPeriod("fastStochastic", kPeriod);
    checkPeriod("fastStochastic", dPeriod);
    this.#range = new RangePosition(kPeriod);
    this.#average = new WindowMean(dPeriod);
  }

  next(high: number, low: number, close: number): Stochastic {
    const k = this.#range.next(high, low, close);
    if (Number.isNaN(k)) return NO_STOCHASTIC;
    const d = this.#average.next(k);
    return Number.isNaN(d) ? NO_STOCHASTIC : { k, d };
  }
}

/** Where the close lies between the lowest low (0) and the highest high (100) of the last bars; 0 if they are one. */
export class RangePosition {
  readonly #highest: WindowExtreme;
  readonly #lowest: WindowExtreme;

  constructor(period: number) {
    this.#highest = new WindowExtreme(period, "highest");
    this.#lowest = new WindowExtreme(period, "lowest");
  }

  next(high: number, low: number, close: number): number {
    const top = this.#highest.next(high);
    const bottom = this.#lowest.next(low);
    return top === bottom ? 0 : (100 * (close - bottom)) / (top - bottom);
  }
}
