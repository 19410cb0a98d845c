const MAX_STEPS = 100;
/** The reach of one step outward, as a multiple of where it starts. */
const MAX_GROWTH = 64;

/**
 * Where a growing function that starts below zero crosses it: the secant through the two newest points, kept
 * between a point below and a point above, with bisection when it strays or dawdles. On a piecewise linear
 * function it lands exactly once two points lie on the right piece.
 *
 * @param valueAt negative at 0, growing
 * @param first a first guess > 0
 * @param tolerance a value this near zero is zero
 * @source R. Brent, "Algorithms for Minimization without Derivatives", 1973, ch. 4
 */
export function rootOf(valueAt: (at: number) => number, first: number, tolerance: number): number {
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let [before, beforeValue] = [0, valueAt(0)];
  let [now, value] = [first, valueAt(first)];
  let width = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MAX_STEPS && Math.abs(value) > tolerance; step += 1) {
    if (value < 0) low = Math.max(low, now);
    else high = Math.min(high, now);
    const secant = now - (value * (now - before)) / (value - beforeValue);
    let next = secant;
    if (high === Number.POSITIVE_INFINITY) next = secant > low ? Math.min(secant, MAX_GROWTH * low) : 2 * low;
    else if (!(secant > low && secant < high) || (step % 4 === 3 && high - low > width / 2)) {
      next = (low + high) / 2;
      if (next === low || next === high) break;
    }
    if (step % 4 === 3) width = high - low;
    [before, beforeValue, now] = [now, value, next];
    value = valueAt(now);
  }
  return now;
}
