import { mean } from "./mean.ts";

/**
 * Sample standard deviation (divisor n - 1).
 *
 * Values that differ only by rounding have a deviation of 0, so that no ratio is ever taken over noise.
 *
 * @returns 0 for fewer than two values
 */
export function sampleDeviation(values: Float64Array): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return withoutRounding(Math.sqrt(squares / (values.length - 1)), centre);
}

/** The deviation, or 0 when it is no larger than the rounding of values around `centre`. */
export function withoutRounding(deviation: number, centre: number): number {
  return deviation <= 1e-12 * Math.abs(centre) ? 0 : deviation;
}
