import { meanDiagonal } from "../linear-algebra/index.ts";
import { drawn, type Shrunk } from "./ledoit-wolf.ts";
import { centred, products } from "./sample-covariance.ts";

/**
 * Sample covariance (divisor days) drawn towards equal variances without correlation, by the share that is best
 * for normal returns: the oracle approximating shrinkage. Positive definite even with fewer days than assets.
 *
 * @source Chen, Wiesel, Eldar & Hero, "Shrinkage Algorithms for MMSE Covariance Estimation", IEEE Transactions on
 * Signal Processing 58(10), 2010, eq. 23
 */
export function oas(returns: readonly Float64Array[]): Shrunk {
  const size = returns.length;
  const days = returns[0]?.length ?? 0;
  const sample = products(centred(returns), 1 / days);
  const mean = meanDiagonal(sample);
  const squares = sample.values.reduce((sum, value) => sum + value * value, 0);
  const trace = mean * size;
  const above = (1 - 2 / size) * squares + trace ** 2;
  const below = (days + 1 - 2 / size) * (squares - trace ** 2 / size);
  const shrinkage = below <= 0 ? 1 : Math.min(1, above / below);
  return drawn(sample, shrinkage, (i, j) => (i === j ? mean : 0));
}
