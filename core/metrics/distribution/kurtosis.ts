import { checkNumbers } from "../check-numbers.ts";
import { sampleDeviation } from "../sample-deviation.ts";
import { centralMoment } from "./central-moment.ts";

/**
 * Weight of the tails, not in excess: 3 for a normal distribution, more where extremes are common.
 *
 * The moment coefficient m₄ / m₂², both with divisor n (Pearson's). Take 3 off for the excess; never twice.
 *
 * @returns ≥ 1; null for fewer than three values, or values that never varied
 * @throws InvalidInputError for a value that is no number
 */
export function kurtosis(values: Float64Array): number | null {
  checkNumbers(values, "value");
  if (values.length < 3 || sampleDeviation(values) === 0) return null;
  return centralMoment(values, 4) / centralMoment(values, 2) ** 2;
}
