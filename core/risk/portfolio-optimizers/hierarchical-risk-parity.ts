import { correlationOf, type SymmetricMatrix } from "#core/metrics";
import { checkUniverse, type Universe } from "./universe.ts";

/**
 * Hierarchical risk parity: assets are ordered so that those which move alike stand together, and the weight is
 * split in halves down the order, each half by the inverse of its variance. It inverts no matrix.
 *
 * Among ties the order of the symbols decides, so give them in a fixed order.
 *
 * @returns weights, all > 0, adding up to 1
 * @throws InvalidInputError
 * @source M. López de Prado, "Building Diversified Portfolios that Outperform Out of Sample", Journal of Portfolio
 * Management 42(4), 2016
 */
export function hierarchicalRiskParity(universe: Universe): Float64Array {
  checkUniverse(universe);
  const { covariance } = universe;
  const weights = new Float64Array(covariance.size).fill(1);
  const parts = [orderedByLikeness(covariance)];
  for (const part of parts) {
    if (part.length < 2) continue;
    const left = part.slice(0, part.length >> 1);
    const right = part.slice(part.length >> 1);
    const [calm, wild] = [clusterVariance(covariance, left), clusterVariance(covariance, right)];
    const share = 1 - calm / (calm + wild);
    for (const k of left) weights[k] = (weights[k] as number) * share;
    for (const k of right) weights[k] = (weights[k] as number) * (1 - share);
    parts.push(left, right);
  }
  return weights;
}

/** Variance of a group held by the inverse of each asset's own variance. */
function clusterVariance({ size, values }: SymmetricMatrix, members: readonly number[]): number {
  const inverse = members.map((k) => 1 / (values[k * size + k] as number));
  const total = inverse.reduce((sum, value) => sum + value, 0);
  let variance = 0;
  members.forEach((i, a) => {
    members.forEach((j, b) => {
      variance +=
        ((inverse[a] as number) * (inverse[b] as number) * (values[i * size + j] as number)) / total ** 2;
    });
  });
  return variance;
}

/** Leaves of the single-linkage tree from left to right. */
function orderedByLikeness(covariance: SymmetricMatrix): number[] {
  const { size } = covariance;
  const distance = distancesOf(covariance);
  const apart = (a: readonly number[], b: readonly number[]) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const i of a) for (const j of b) nearest = Math.min(nearest, distance[i * size + j] as number);
    return nearest;
  };
  // A cluster born earlier stands left of one born later, as in the paper's own code.
  const clusters = Array.from({ length: size }, (_, k) => ({ born: k, members: [k] }));
  const gaps = clusters.map((a) =>
    clusters.map((b) => (a === b ? Number.POSITIVE_INFINITY : apart(a.members, b.members))),
  );
  for (let born = size; clusters.length > 1; born += 1) {
    let [first, second] = [0, 1];
    for (let i = 0; i < clusters.length; i += 1)
      for (let j = i + 1; j < clusters.length; j += 1)
        if ((gaps[i]?.[j] as number) < (gaps[first]?.[second] as number)) [first, second] = [i, j];
    const [a, b] = [clusters[first], clusters[second]];
    if (!a || !b) break;
    const [left, right] = a.born < b.born ? [a, b] : [b, a];
    clusters[first] = { born, members: [...left.members, ...right.members] };
    gaps.forEach((row, other) => {
      const nearest =
        other === first ? Number.POSITIVE_INFINITY : Math.min(row[first] as number, row[second] as number);
      row[first] = nearest;
      (gaps[first] as number[])[other] = nearest;
    });
    clusters.splice(second, 1);
    gaps.splice(second, 1);
    for (const row of gaps) row.splice(second, 1);
  }
  return clusters[0]?.members ?? [];
}

/** Distance between the columns of √((1 − ρ) / 2): assets are alike when they relate alike to all the others. */
function distancesOf(covariance: SymmetricMatrix): Float64Array {
  const { size } = covariance;
  const first = correlationOf(covariance).values.map((rho) => Math.sqrt(Math.max(0, (1 - rho) / 2)));
  const second = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) {
      let squares = 0;
      for (let k = 0; k < size; k += 1)
        squares += ((first[i * size + k] as number) - (first[j * size + k] as number)) ** 2;
      second[i * size + j] = Math.sqrt(squares);
      second[j * size + i] = Math.sqrt(squares);
    }
  return second;
}
