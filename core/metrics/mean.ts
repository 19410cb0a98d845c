/** Arithmetic mean; 0 for an empty list, so that an account that did nothing returned nothing. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
