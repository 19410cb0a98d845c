import { InvalidInputError } from "#core/model";
import { checkFinite, checkPeriod, checkSameLength } from "./check-input.ts";
import { emptyColumns } from "./per-bar.ts";

/** A fast average less a slow one, its own average, and the difference of the two. */
export interface Macd {
  readonly macd: number;
  readonly signal: number;
  readonly histogram: number;
}

/**
 * Moving average convergence/divergence.
 *
 * TA-Lib's start: both averages begin on bar slow - 1, each as the mean of its own newest values; the signal begins
 * as the mean of the first `signalPeriod` differences. All three columns begin where the signal does.
 *
 * @param values oldest first, all finite
 * @param fast, slow, signalPeriod bars, whole, ≥ 1, fast < slow
 * @param into columns to fill, as long as `values`, for callers that repeat; new ones when left out
 * @returns `into`, as long as `values`; NaN for the first slow + signalPeriod - 2
 * @source Gerald Appel, 1979
 */
export function macd(
  values: Float64Array,
  fast = 12,
  slow = 26,
  signalPeriod = 9,
  into: MacdColumns = emptyColumns(["macd", "signal", "histogram"], values.length),
): MacdColumns {
  checkMacd(fast, slow, signalPeriod);
  const { macd, signal, histogram } = into;
  checkSameLength("macd", values, macd, signal, histogram);
  const start = slow + signalPeriod - 2;
  for (const column of [macd, signal, histogram]) column.fill(Number.NaN, 0, start);
  if (values.length <= start) {
    checkFinite("macd", "values", values);
    return into;
  }
  const quickWeight = 2 / (fast + 1);
  const steadyWeight = 2 / (slow + 1);
  const signalWeight = 2 / (signalPeriod + 1);
  let quick = meanOf(values, slow - fast, slow);
  let steady = meanOf(values, 0, slow);
  let average = quick - steady;
  for (let bar = slow; bar <= start; bar += 1) {
    quick += quickWeight * ((values[bar] as number) - quick);
    steady += steadyWeight * ((values[bar] as number) - steady);
    average += quick - steady;
  }
  average /= signalPeriod;
  macd[start] = quick - steady;
  signal[start] = average;
  histogram[start] = quick - steady - average;
  for (let bar = start + 1; bar < values.length; bar += 1) {
    const value = values[bar] as number;
    quick += quickWeight * (value - quick);
    steady += steadyWeight * (value - steady);
    const line = quick - steady;
    average += signalWeight * (line - average);
    macd[bar] = line;
    signal[bar] = average;
    histogram[bar] = line - average;
  }
  // A gap spoils the averages for good, so one look at the end finds any.
  if (!Number.isFinite(average)) checkFinite("macd", "values", values);
  return into;
}

export type MacdColumns = Record<keyof Macd, Float64Array>;

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let bar = from; bar < to; bar += 1) sum += values[bar] as number;
  return sum / (to - from);
}

const NOTHING: Macd = { macd: Number.NaN, signal: Number.NaN, histogram: Number.NaN };

/** `macd` fed one value at a time, equal to the last bit. */
export class MacdStream {
  readonly #fast: number;
  readonly #slow: number;
  readonly #signalPeriod: number;
  #quick = 0;
  #steady = 0;
  #signal = 0;
  #seen = 0;

  constructor(fast = 12, slow = 26, signalPeriod = 9) {
    checkMacd(fast, slow, signalPeriod);
    this.#fast = fast;
    this.#slow = slow;
    this.#signalPeriod = signalPeriod;
  }

  /** @returns NaN until there are slow + signalPeriod - 1 values */
  next(value: number): Macd {
    this.#seen += 1;
    if (this.#seen > this.#slow) {
      this.#quick += (2 / (this.#fast + 1)) * (value - this.#quick);
      this.#steady += (2 / (this.#slow + 1)) * (value - this.#steady);
    } else {
      if (this.#seen > this.#slow - this.#fast) this.#quick += value;
      this.#steady += value;
      if (this.#seen < this.#slow) return NOTHING;
      this.#quick /= this.#fast;
      this.#steady /= this.#slow;
    }
    const macd = this.#quick - this.#steady;
    const known = this.#seen - this.#slow + 1;
    if (known > this.#signalPeriod) this.#signal += (2 / (this.#signalPeriod + 1)) * (macd - this.#signal);
    else {
      this.#signal += macd;
      if (known < this.#signalPeriod) return NOTHING;
      this.#signal /= this.#signalPeriod;
    }
    return { macd, signal: this.#signal, histogram: macd - this.#signal };
  }
}

function checkMacd(fast: number, slow: number, signalPeriod: number): void {
  checkPeriod("macd", fast);
  checkPeriod("macd", slow);
  checkPeriod("macd", signalPeriod);
  if (fast < slow) return;
  throw new InvalidInputError({
    what: `macd was asked for a fast period of ${fast} and a slow one of ${slow}.`,
    why: "The fast average has to be the shorter one, or the sign turns round.",
    fix: "Use 12 and 26, or another pair in that order.",
  });
}
