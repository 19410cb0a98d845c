import { checkNumbers } from "../check-numbers.ts";
import { mean } from "../mean.ts";

/**
 * What one trade made on average.
 *
 * @param profits of closed trades, USD after costs
 * @returns USD; null before the first closed trade
 * @throws InvalidInputError for a profit that is no number
 */
export function expectancy(profits: Float64Array): number | null {
  checkNumbers(profits, "profit");
  return profits.length > 0 ? mean(profits) : null;
}
