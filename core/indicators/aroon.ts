import { checkColumns, checkPeriod } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";
import { WindowExtreme } from "./rolling/window-extreme.ts";

export interface Aroon {
  readonly up: number;
  readonly down: number;
  /** up - down, -100 to 100. */
  readonly oscillator: number;
}

const NOTHING: Aroon = { up: Number.NaN, down: Number.NaN, oscillator: Number.NaN };

/**
 * Aroon: how lately the highest high and the lowest low came, 100 (this bar) to 0 (`period` bars before).
 *
 * The window holds period + 1 bars, and of equal extremes the newest counts, as in TA-Lib.
 *
 * @param high oldest first, all finite; `low` has the same length
 * @param period bars back, whole, ≥ 1
 * @returns columns as long as `high`; NaN for the first `period`
 * @source Tushar Chande, "A Time Price Oscillator", Stocks & Commodities 13(9), 1995
 */
export function aroon(high: Float64Array, low: Float64Array, period = 25): Record<keyof Aroon, Float64Array> {
  checkColumns("aroon", { high, low });
  const stream = new AroonStream(period);
  const columns = emptyColumns(["up", "down", "oscillator"], high.length);
  for (let bar = 0; bar < high.length; bar += 1) {
    const { up, down, oscillator } = stream.next(high[bar] as number, low[bar] as number);
    columns.up[bar] = up;
    columns.down[bar] = down;
    columns.oscillator[bar] = oscillator;
  }
  return columns;
}

/** `aroon` fed one bar at a time, equal to the last bit. */
export class AroonStream {
  readonly #period: number;
  readonly #highest: WindowExtreme;
  readonly #lowest: WindowExtreme;

  constructor(period = 25) {
    checkPeriod("aroon", period);
    this.#period = period;
    this.#highest = new WindowExtreme(period + 1, "highest");
    this.#lowest = new WindowExtreme(period + 1, "lowest");
  }

  next(high: number, low: number): Aroon {
    const top = this.#highest.next(high);
    this.#lowest.next(low);
    if (Number.isNaN(top)) return NOTHING;
    const up = (100 * (this.#period - this.#highest.age)) / this.#period;
    const down = (100 * (this.#period - this.#lowest.age)) / this.#period;
    return { up, down, oscillator: up - down };
  }
}
