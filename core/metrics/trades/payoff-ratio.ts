import { checkNumbers } from "../check-numbers.ts";
import { mean } from "../mean.ts";

/**
 * Size of the average winning trade over that of the average losing one.
 *
 * @param profits of closed trades, USD after costs; a trade that made exactly nothing is in neither average
 * @returns null unless some trade won and some lost
 * @throws InvalidInputError for a profit that is no number
 */
export function payoffRatio(profits: Float64Array): number | null {
  checkNumbers(profits, "profit");
  const wins = profits.filter((profit) => profit > 0);
  const losses = profits.filter((profit) => profit < 0);
  return wins.length > 0 && losses.length > 0 ? mean(wins) / -mean(losses) : null;
}
