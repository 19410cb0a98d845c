import { checkColumns, checkPeriod } from "./check-input.ts";
import { perBar } from "./per-bar.ts";
import { WindowPairs } from "./rolling/window-pairs.ts";

/**
 * Rolling beta: the slope of a series' simple returns on those of a benchmark.
 *
 * TA-Lib's BETA takes the benchmark first. 0 where the benchmark does not move, as there; so does a return from a
 * price of 0.
 *
 * @param values prices, oldest first, all finite
 * @param other the benchmark's prices, of the same length
 * @param period returns, whole, ≥ 2
 * @returns as long as `values`; NaN for the first `period`
 */
export function beta(values: Float64Array, other: Float64Array, period = 60): Float64Array {
  checkColumns("beta", { values, other });
  const stream = new BetaStream(period);
  return perBar(values.length, (bar) => stream.next(values[bar] as number, other[bar] as number));
}

/** `beta` fed one pair at a time, equal to the last bit. */
export class BetaStream {
  readonly #pairs: WindowPairs;
  #value = Number.NaN;
  #other = Number.NaN;

  constructor(period = 60) {
    checkPeriod("beta", period, 2);
    this.#pairs = new WindowPairs(period);
  }

  next(value: number, other: number): number {
    const isFirst = Number.isNaN(this.#value);
    const mine = returnOf(value, this.#value);
    const market = returnOf(other, this.#other);
    this.#value = value;
    this.#other = other;
    if (isFirst || !this.#pairs.next(market, mine)) return Number.NaN;
    return this.#pairs.spreadX === 0 ? 0 : this.#pairs.together / this.#pairs.spreadX;
  }
}

const returnOf = (price: number, before: number) => (before === 0 ? 0 : (price - before) / before);
