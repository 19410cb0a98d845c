import { checkNumbers } from "../check-numbers.ts";
import { sampleDeviation } from "../sample-deviation.ts";
import { centralMoment } from "./central-moment.ts";

/**
 * Lean of a distribution: below 0 where large losses are paid for by many small gains.
 *
 * The moment coefficient g₁ = m₃ / m₂^1.5, both with divisor n; not corrected for a small sample.
 *
 * @returns null for fewer than three values, or values that never varied
 * @throws InvalidInputError for a value that is no number
 */
export function skewness(values: Float64Array): number | null {
  checkNumbers(values, "value");
  if (values.length < 3 || sampleDeviation(values) === 0) return null;
  return centralMoment(values, 3) / centralMoment(values, 2) ** 1.5;
}
