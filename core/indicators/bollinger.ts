import { checkFactor, checkFinite, checkPeriod } from "./check-input.ts";
import { WindowMoments } from "./rolling/window-moments.ts";

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
 * @returns columns as long as `values`; NaN for the first `period - 1`
 * @source John Bollinger, "Bollinger on Bollinger Bands", 2001
 */
export function bollinger(
  values: Float64Array,
  period = 20,
  width = 2,
): Record<keyof Bollinger, Float64Array> {
  const stream = new BollingerStream(period, width);
  const length = values.length;
  const columns = {
    upper: new Float64Array(length),
    middle: new Float64Array(length),
    lower: new Float64Array(length),
  };
  checkFinite("bollinger", "values", values);
  for (let bar = 0; bar < length; bar += 1) {
    const { upper, middle, lower } = stream.next(values[bar] as number);
    columns.upper[bar] = upper;
    columns.middle[bar] = middle;
    columns.lower[bar] = lower;
  }
  return columns;
}

const NOTHING: Bollinger = { upper: Number.NaN, middle: Number.NaN, lower: Number.NaN };

/** `bollinger` fed one value at a time, equal to the last bit. */
export class BollingerStream {
  readonly #moments: WindowMoments;
  readonly #width: number;

  constructor(period = 20, width = 2) {
    checkPeriod("bollinger", period);
    checkFactor("bollinger", "width", width);
    this.#moments = new WindowMoments(period);
    this.#width = width;
  }

  /** @returns NaN until there are `period` values */
  next(value: number): Bollinger {
    if (!this.#moments.next(value)) return NOTHING;
    const middle = this.#moments.mean;
    const reach = this.#width * this.#moments.deviation(0);
    return { upper: middle + reach, middle, lower: middle - reach };
  }
}
