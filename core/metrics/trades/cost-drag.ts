import { mean } from "../mean.ts";

/**
 * Return a year that went to costs.
 *
 * @param totalCosts commission, slippage and whatever else was charged, USD ≥ 0
 * @param equity account value at each bar close, all > 0
 * @param years length of the span
 * @returns a fraction of the average equity a year; null without a span
 */
export function costDrag(totalCosts: number, equity: Float64Array, years: number): number | null {
  return years > 0 && equity.length > 0 ? totalCosts / mean(equity) / years : null;
}
