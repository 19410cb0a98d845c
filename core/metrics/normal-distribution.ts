/**
 * Probability that a standard normal variable is at most `z`.
 *
 * @returns 0 to 1, absolute error below 1e-15
 * @source the series x·Σ x²ᵏ/(1·3·5…) near zero and the continued fraction beyond (Abramowitz & Stegun 26.2.11, 26.2.14)
 */
export function normalProbability(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const distance = Math.abs(z);
  if (distance > 38) return z > 0 ? 1 : 0;
  const density = Math.exp((-distance * distance) / 2) / Math.sqrt(2 * Math.PI);
  if (distance < 3) {
    let term = distance;
    let sum = distance;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (distance * distance) / odd;
      sum += term;
    }
    return z > 0 ? 0.5 + density * sum : 0.5 - density * sum;
  }
  let fraction = distance;
  for (let depth = 120; depth >= 1; depth -= 1) fraction = distance + depth / fraction;
  const tail = density / fraction;
  return z > 0 ? 1 - tail : tail;
}

/**
 * The value a standard normal variable stays below with the given probability.
 *
 * @param probability strictly between 0 and 1
 * Found by bisection, to about 1e-15.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) return Number.NaN;
  let low = -38;
  let high = 38;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
