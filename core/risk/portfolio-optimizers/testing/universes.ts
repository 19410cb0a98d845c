import fc from "fast-check";
import type { SymmetricMatrix } from "#core/metrics";
import type { Universe } from "../universe.ts";

const thousandths = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 1000);

/** A universe of unlike assets: one common factor, own risk, expected returns of either sign. */
export const aUniverse = (
  sizes: { min: number; max: number } = { min: 1, max: 12 },
): fc.Arbitrary<Universe> =>
  fc
    .array(
      fc.record({
        beta: thousandths(-300, 400),
        own: thousandths(50, 500),
        expected: thousandths(-50, 200),
      }),
      { minLength: sizes.min, maxLength: sizes.max },
    )
    .map((assets) => ({
      symbols: assets.map((_, k) => `S${k}`),
      covariance: {
        size: assets.length,
        values: Float64Array.from(
          assets.flatMap((a, i) => assets.map((b, j) => a.beta * b.beta + (i === j ? a.own ** 2 : 0))),
        ),
      },
      expectedReturns: Float64Array.from(assets, ({ expected }) => expected),
    }));

/** The same universe with its assets in another order. */
export function reordered(
  { symbols, covariance, expectedReturns }: Universe,
  order: readonly number[],
): Universe {
  const { size, values } = covariance;
  return {
    symbols: order.map((k) => symbols[k] as string),
    covariance: {
      size,
      values: Float64Array.from(order.flatMap((i) => order.map((j) => values[i * size + j] as number))),
    },
    ...(expectedReturns && {
      expectedReturns: Float64Array.from(order, (k) => expectedReturns[k] as number),
    }),
  };
}

/**
 * Another way to the long-only portfolio of least variance less tilted return, for comparison: gradient steps,
 * each brought back to the nearest weights that add up to 1 and keep the cap.
 *
 * @source Y. Nesterov, "Introductory Lectures on Convex Optimization", 2004, §2.2 (the momentum)
 */
export function byProjectedGradient(
  covariance: SymmetricMatrix,
  linear: Float64Array,
  cap = 1,
  steps = 2_000,
): Float64Array {
  const { size, values } = covariance;
  const at = (row: number, column: number) => values[row * size + column] as number;
  const steepest = Math.max(
    ...Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => Math.abs(at(i, j))).reduce((sum, value) => sum + value, 0),
    ),
  );
  let weights = Array.from({ length: size }, () => 1 / size);
  let ahead = weights;
  for (let step = 1; step <= steps; step += 1) {
    const gradient = ahead.map((_, i) =>
      ahead.reduce((sum, weight, j) => sum + at(i, j) * weight, -(linear[i] as number)),
    );
    const next = nearestWeights(
      ahead.map((weight, i) => weight - (gradient[i] as number) / steepest),
      cap,
    );
    ahead = next.map((weight, i) => weight + (step / (step + 3)) * (weight - (weights[i] as number)));
    weights = next;
  }
  return Float64Array.from(weights);
}

function nearestWeights(wished: readonly number[], cap: number): number[] {
  const clipped = (shift: number) => wished.map((value) => Math.min(cap, Math.max(0, value - shift)));
  let [low, high] = [Math.min(...wished) - cap - 1, Math.max(...wished)];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (clipped(middle).reduce((sum, value) => sum + value, 0) > 1) low = middle;
    else high = middle;
  }
  return clipped((low + high) / 2);
}
