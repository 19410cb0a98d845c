import type { SymmetricMatrix } from "../linear-algebra/index.ts";
import { centred, products } from "./sample-covariance.ts";

/** A covariance drawn towards a simpler target, and how far (0: not at all, 1: the target itself). */
export interface Shrunk {
  covariance: SymmetricMatrix;
  shrinkage: number;
}

/**
 * Sample covariance (divisor days) drawn towards one in which all pairs share the mean correlation, by the
 * share that is asymptotically best. Positive definite even with fewer days than assets.
 *
 * @param returns one column per asset, each with variance > 0
 * @source O. Ledoit & M. Wolf, "Honey, I Shrunk the Sample Covariance Matrix", Journal of Portfolio
 * Management 30(4), 2004, appendix
 */
export function ledoitWolf(returns: readonly Float64Array[]): Shrunk {
  const size = returns.length;
  const days = returns[0]?.length ?? 0;
  const columns = centred(returns);
  const sample = products(columns, 1 / days);
  const at = (i: number, j: number) => sample.values[i * size + j] as number;
  const deviation = Float64Array.from({ length: size }, (_, i) => Math.sqrt(at(i, i)));
  const scale = (i: number, j: number) => (deviation[i] as number) * (deviation[j] as number);
  let correlations = 0;
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) correlations += at(i, j) / scale(i, j);
  const common = size < 2 ? 0 : correlations / ((size * (size - 1)) / 2);
  let [noise, together, distance] = [0, 0, 0];
  for (let i = 0; i < size; i += 1) {
    const own = columns[i] as Float64Array;
    for (let j = 0; j < size; j += 1) {
      const other = columns[j] as Float64Array;
      // θ of (i, i) with (i, j): how the error of a variance moves with that of a covariance.
      let [square, joint] = [0, 0];
      for (let day = 0; day < days; day += 1) {
        const [a, b] = [own[day] as number, other[day] as number];
        const off = a * b - at(i, j);
        square += off * off;
        joint += (a * a - at(i, i)) * off;
      }
      noise += square / days;
      if (i === j) together += square / days;
      else {
        together += (common * (deviation[j] as number) * (joint / days)) / (deviation[i] as number);
        distance += (common * scale(i, j) - at(i, j)) ** 2;
      }
    }
  }
  const wanted = distance === 0 ? 0 : (noise - together) / distance / days;
  return drawn(sample, Math.min(1, Math.max(0, wanted)), (i, j) =>
    i === j ? at(i, i) : common * scale(i, j),
  );
}

/** A mixture of a covariance and its target. */
export function drawn(
  sample: SymmetricMatrix,
  shrinkage: number,
  target: (row: number, column: number) => number,
): Shrunk {
  const { size } = sample;
  const values = sample.values.map(
    (value, index) => (1 - shrinkage) * value + shrinkage * target(Math.floor(index / size), index % size),
  );
  return { covariance: { size, values }, shrinkage };
}
