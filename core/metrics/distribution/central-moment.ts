import { mean } from "../mean.ts";

/** Mean of the given power of the distances from the mean (divisor n). */
export function centralMoment(values: Float64Array, power: number): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** power;
  return sum / values.length;
}
