import { checkNumbers } from "../check-numbers.ts";
import { quantile } from "./quantile.ts";

/**
 * The good tail over the bad one: 95th percentile of the returns over the size of their 5th.
 *
 * @param returns simple bar returns
 * @returns above 1 where good days are larger than bad ones; null unless the former gains and the latter loses
 * @throws InvalidInputError for a return that is no number
 */
export function tailRatio(returns: Float64Array): number | null {
  checkNumbers(returns, "return");
  if (returns.length === 0) return null;
  const sorted = Float64Array.from(returns).sort();
  const bad = quantile(sorted, 0.05);
  const good = quantile(sorted, 0.95);
  return bad < 0 && good > 0 ? good / -bad : null;
}
