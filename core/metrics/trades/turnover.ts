import { mean } from "../mean.ts";
import type { RoundTrip } from "./round-trip.ts";

/** Value of all buys and sells, USD at the prices they traded at. */
export function tradedValue(trades: readonly RoundTrip[]): number {
  return trades.reduce(
    (sum, { quantity, entryPrice, exit }) => sum + quantity * (entryPrice + (exit?.price ?? 0)),
    0,
  );
}

/**
 * Value traded a year over the average equity, buys and sells both counted.
 *
 * @param traded value of all buys and sells, USD
 * @param equity account value at each bar close, all > 0
 * @param years length of the span
 * @returns 2 for an account that is all bought and all sold once a year; null without a span
 */
export function turnover(traded: number, equity: Float64Array, years: number): number | null {
  return years > 0 && equity.length > 0 ? traded / mean(equity) / years : null;
}
