import { periodsPerYear } from "#core/metrics";
import type { Listing } from "./market.ts";

const SESSIONS_PER_YEAR = 252;

/**
 * Deviation of the returns before a bar, scaled to one day: what was known when the bar opened. Splits are taken out.
 *
 * @param row the bar; returns up to the one before it count
 * @param lookback most returns looked at
 * @returns sample deviation; NaN with fewer than two returns
 */
export function dailyVolatility({ series, splits }: Listing, row: number, lookback: number): number {
  const deviation = barVolatility(series.close, splits, row, lookback);
  return deviation * Math.sqrt(periodsPerYear(series.times) / SESSIONS_PER_YEAR);
}

/** The same for one bar, not scaled. */
export function barVolatility(
  close: Float64Array,
  splits: Float64Array | null,
  row: number,
  lookback: number,
): number {
  const first = Math.max(1, row - lookback);
  const count = row - first;
  if (count < 2) return Number.NaN;
  let sum = 0;
  let squares = 0;
  for (let bar = first; bar < row; bar++) {
    const change = ((close[bar] as number) * (splits?.[bar] ?? 1)) / (close[bar - 1] as number) - 1;
    sum += change;
    squares += change * change;
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / count) / (count - 1));
}
