import { checkColumns, checkPeriod } from "./check-input.ts";
import { DonchianStream } from "./donchian.ts";
import { emptyColumns } from "./per-bar.ts";
import { Lag } from "./rolling/lag.ts";

export interface Ichimoku {
  /** Tenkan-sen. */
  readonly conversion: number;
  /** Kijun-sen. */
  readonly base: number;
  /** Senkou spans as made on this bar; a chart draws them `displacement` bars later. */
  readonly leadingA: number;
  readonly leadingB: number;
  /** The cloud a chart draws on this bar: the spans of `displacement` bars before. */
  readonly cloudA: number;
  readonly cloudB: number;
}

/**
 * Ichimoku Kinko Hyo: middles of three ranges and the cloud between two of them.
 *
 * Each bar holds only what is known at its close. The lagging span (chikou) is the close drawn back in time and has
 * no column: at a bar it would be a later close. Charts that count the present bar as the first draw the cloud
 * displacement - 1 bars later; hand in 25 to follow those. TA-Lib has none.
 *
 * @param high oldest first, all finite; `low` has the same length
 * @param conversionPeriod, basePeriod, spanPeriod bars of the ranges, whole, ≥ 1
 * @param displacement bars from the spans to their cloud, whole, ≥ 1
 * @returns columns as long as `high`; NaN for the first (longest period - 1 + displacement)
 * @source Goichi Hosoda, "Ichimoku Kinko Hyo", 1969
 */
export function ichimoku(
  high: Float64Array,
  low: Float64Array,
  conversionPeriod = 9,
  basePeriod = 26,
  spanPeriod = 52,
  displacement = 26,
): Record<keyof Ichimoku, Float64Array> {
  checkColumns("ichimoku", { high, low });
  const stream = new IchimokuStream(conversionPeriod, basePeriod, spanPeriod, displacement);
  const columns = emptyColumns(
    ["conversion", "base", "leadingA", "leadingB", "cloudA", "cloudB"],
    high.length,
  );
  for (let bar = 0; bar < high.length; bar += 1) {
    const made = stream.next(high[bar] as number, low[bar] as number);
    columns.conversion[bar] = made.conversion;
    columns.base[bar] = made.base;
    columns.leadingA[bar] = made.leadingA;
    columns.leadingB[bar] = made.leadingB;
    columns.cloudA[bar] = made.cloudA;
    columns.cloudB[bar] = made.cloudB;
  }
  return columns;
}

const NOTHING: Ichimoku = {
  conversion: Number.NaN,
  base: Number.NaN,
  leadingA: Number.NaN,
  leadingB: Number.NaN,
  cloudA: Number.NaN,
  cloudB: Number.NaN,
};

/** `ichimoku` fed one bar at a time, equal to the last bit. */
export class IchimokuStream {
  readonly #conversion: DonchianStream;
  readonly #base: DonchianStream;
  readonly #span: DonchianStream;
  readonly #laterA: Lag;
  readonly #laterB: Lag;

  constructor(conversionPeriod = 9, basePeriod = 26, spanPeriod = 52, displacement = 26) {
    checkPeriod("ichimoku", displacement);
    this.#conversion = new DonchianStream(conversionPeriod);
    this.#base = new DonchianStream(basePeriod);
    this.#span = new DonchianStream(spanPeriod);
    this.#laterA = new Lag(displacement);
    this.#laterB = new Lag(displacement);
  }

  next(high: number, low: number): Ichimoku {
    const conversion = this.#conversion.next(high, low).middle;
    const base = this.#base.next(high, low).middle;
    const leadingA = (conversion + base) / 2;
    const leadingB = this.#span.next(high, low).middle;
    const cloudA = this.#laterA.next(leadingA);
    const cloudB = this.#laterB.next(leadingB);
    if (Number.isNaN(cloudA) || Number.isNaN(cloudB)) return NOTHING;
    return { conversion, base, leadingA, leadingB, cloudA, cloudB };
  }
}
