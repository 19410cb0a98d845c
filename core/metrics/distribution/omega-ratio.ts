import { checkNumbers } from "../check-numbers.ts";

/**
 * All that was gained above a threshold over all that was missed below it.
 *
 * @param returns simple bar returns
 * @param threshold per bar, as the returns are; 0 when a bar must only not lose
 * @returns 1 where the mean return is the threshold; null when no bar fell short of it
 * @throws InvalidInputError for a return that is no number
 * @source Keating & Shadwick, "A Universal Performance Measure", Journal of Performance Measurement 6(3), 2002
 */
export function omegaRatio(returns: Float64Array, threshold = 0): number | null {
  checkNumbers(returns, "return");
  let above = 0;
  let below = 0;
  for (const value of returns) {
    above += Math.max(0, value - threshold);
    below += Math.max(0, threshold - value);
  }
  return below > 0 ? above / below : null;
}
