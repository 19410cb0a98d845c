import { dot, type SymmetricMatrix, symmetricEigen } from "../linear-algebra/index.ts";

/**
 * Gains and losses of positions over drawn days of jointly normal returns with mean zero.
 *
 * Returns are drawn through the eigenvectors and not a Cholesky factor: two positions that move as one make the
 * covariance singular, which stops the latter.
 *
 * @param values signed market value of each position
 * @param covariance of the returns over the horizon, in the order of `values`
 * @param draws number of days
 * @param normal standard normal deviates, seeded, so that the same question gets the same answer
 */
export function simulatedPnl(
  values: Float64Array,
  covariance: SymmetricMatrix,
  draws: number,
  normal: () => number,
): Float64Array {
  const { values: spread, vectors } = symmetricEigen(covariance);
  // One deviate moves all positions along one eigenvector, so only the sum along each is needed.
  const alongEach = vectors.map(
    (vector, axis) => dot(values, vector) * Math.sqrt(Math.max(0, spread[axis] as number)),
  );
  return Float64Array.from({ length: draws }, () => {
    let pnl = 0;
    for (const step of alongEach) pnl += step * normal();
    return pnl;
  });
}
