import { checkColumns, checkPeriod } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";
import { WindowExtreme } from "./rolling/window-extreme.ts";

export interface Donchian {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * Donchian channel: highest high and lowest low of the newest `period` bars, and the middle between them.
 *
 * The bar itself counts, so its close cannot lie outside: a breakout compares with the channel of the bar before.
 *
 * @param high oldest first, all finite; `low` has the same length
 * @param period bars, whole, ≥ 1
 * @returns columns as long as `high`; NaN for the first `period - 1` (TA-Lib's MAX and MIN)
 */
export function donchian(
  high: Float64Array,
  low: Float64Array,
  period = 20,
): Record<keyof Donchian, Float64Array> {
  checkColumns("donchian", { high, low });
  const stream = new DonchianStream(period);
  const columns = emptyColumns(["upper", "middle", "lower"], high.length);
  for (let bar = 0; bar < high.length; bar += 1) {
    const { upper, middle, lower } = stream.next(high[bar] as number, low[bar] as number);
    columns.upper[bar] = upper;
    columns.middle[bar] = middle;
    columns.lower[bar] = lower;
  }
  return columns;
}

/** `donchian` fed one bar at a time, equal to the last bit. */
export class DonchianStream {
  readonly #highest: WindowExtreme;
  readonly #lowest: WindowExtreme;

  constructor(period = 20) {
    checkPeriod("donchian", period);
    this.#highest = new WindowExtreme(period, "highest");
    this.#lowest = new WindowExtreme(period, "lowest");
  }

  next(high: number, low: number): Donchian {
    const upper = this.#highest.next(high);
    const lower = this.#lowest.next(low);
    return { upper, middle: (upper + lower) / 2, lower };
  }
}
