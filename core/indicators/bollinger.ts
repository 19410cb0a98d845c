import { checkFactor, checkFinite, checkPeriod, checkSameLength } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";
import { SPREAD_FALL, WindowMoments } from "./rolling/window-moments.ts";

export interface Bollinger {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * Bollinger bands: a mean, and a number of standard deviations to each side.
 *
 * The deviation is the population's (divided by `period`), as in TA-Lib.
 *
 * @param values oldest first, all finite
 * @param period bars, whole, ≥ 1; Bollinger's own is 20
 * @param width deviations, > 0
 * @param into columns to fill, as long as `values`, for callers that repeat; new ones when left out
 * @returns `into`, as long as `values`; NaN for the first `period - 1`
 * @source John Bollinger, "Bollinger on Bollinger Bands", 2001
 */
export function bollinger(
  values: Float64Array,
  period = 20,
  width = 2,
  into: BollingerColumns = emptyColumns(["upper", "middle", "lower"], values.length),
): BollingerColumns {
  checkBollinger(period, width);
  const { upper, middle, lower } = into;
  checkSameLength("bollinger", values, upper, middle, lower);
  for (const column of [upper, middle, lower]) column.fill(Number.NaN, 0, period - 1);
  if (values.length < period) checkFinite("bollinger", "values", values);
  const share = 1 / period;
  let bar = period - 1;
  // The steps of `WindowMoments`, which says why: measured afresh by the outer loop, exchanged by the inner one.
  while (bar < values.length) {
    const newest = values[bar] as number;
    let sum = 0;
    for (let at = bar - period + 1; at <= bar; at += 1) sum += (values[at] as number) - newest;
    const from = newest + sum * share;
    let squares = 0;
    sum = 0;
    for (let at = bar - period + 1; at <= bar; at += 1) {
      const distance = (values[at] as number) - from;
      sum += distance;
      squares += distance * distance;
    }
    // A gap fails every comparison below, and so leads here.
    if (!Number.isFinite(squares)) checkFinite("bollinger", "values", values);
    let ceiling = 2 * squares;
    let floor = ceiling / SPREAD_FALL;
    let spread = squares - sum * sum * share;
    do {
      const mean = from + sum * share;
      const reach = width * Math.sqrt(Math.abs(spread) * share);
      upper[bar] = mean + reach;
      middle[bar] = mean;
      lower[bar] = mean - reach;
      bar += 1;
      if (bar === values.length) return into;
      const coming = (values[bar] as number) - from;
      const leaving = (values[bar - period] as number) - from;
      sum += coming - leaving;
      squares += coming * coming - leaving * leaving;
      if (squares > ceiling) {
        ceiling = 2 * squares;
        floor = ceiling / SPREAD_FALL;
      }
      spread = squares - sum * sum * share;
    } while (spread >= floor);
  }
  return into;
}

export type BollingerColumns = Record<keyof Bollinger, Float64Array>;

const NOTHING: Bollinger = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };

/** `bollinger` fed one value at a time, equal to the last bit. */
export class BollingerStream {
  readonly #moments: WindowMoments;
  readonly #width: number;

  constructor(period = 20, width = 2) {
    checkBollinger(period, width);
    this.#moments = new WindowMoments(period);
    this.#width = width;
  }

  /** @returns NaN until there are `period` values */
  next(value: number): Bollinger {
    if (!this.#moments.next(value)) return NOTHING;
    const middle = this.#moments.mean;
    const reach = this.#width * this.#moments.deviation;
    return { upper: middle + reach, middle, lower: middle - reach };
  }
}

function checkBollinger(period: number, width: number): void {
  checkPeriod("bollinger", period);
  checkFactor("bollinger", "width", width);
}
