/** Shares within bounds that add up to the whole. */
export interface Share {
  weight: number;
  /** Most lots this one may take. */
  max: number;
}

/**
 * Parts a whole number of lots by weight, exactly: each part is at most its bound, and at least one lot where there
 * are enough for all. Rounds by largest remainder, the earlier part first on a tie.
 *
 * @param lots whole number, ≥ 0, at most the sum of the bounds
 * @returns whole numbers in the order of the shares; their sum is `lots`
 * @throws RangeError when the bounds cannot hold that many
 */
export function apportion(lots: number, shares: readonly Share[]): number[] {
  const room = shares.reduce((sum, { max }) => sum + max, 0);
  if (lots > room) throw new RangeError(`${lots} lots do not fit into ${room}`);
  const parts = shares.map(() => 0);
  // What one part cannot hold goes to the others; each turn fills at least one part or ends.
  for (let left = lots; left > 0; left = lots - sumOf(parts)) {
    const open = shares.map(({ max }, index) => max - (parts[index] ?? 0));
    const given = byWeight(
      left,
      shares.map(({ weight }, index) => ((open[index] ?? 0) > 0 ? weight : 0)),
      open,
    );
    for (const [index, more] of given.entries()) parts[index] = (parts[index] ?? 0) + more;
  }
  return spareOneForEach(parts, shares);
}

function byWeight(left: number, weights: readonly number[], open: readonly number[]): number[] {
  const total = sumOf(weights);
  const even = open.filter((room) => room > 0).length;
  const exact = weights.map((weight, index) =>
    total > 0 ? (left * weight) / total : (open[index] ?? 0) > 0 ? left / even : 0,
  );
  const given = exact.map((share, index) => Math.min(Math.floor(share), open[index] ?? 0));
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let over = left - sumOf(given);
  for (const { index } of byRemainder) {
    if (over === 0) break;
    if ((given[index] ?? 0) >= (open[index] ?? 0)) continue;
    given[index] = (given[index] ?? 0) + 1;
    over--;
  }
  return given;
}

/** Takes a lot from the largest part for each empty one that may hold it, while the largest can spare it. */
function spareOneForEach(parts: number[], shares: readonly Share[]): number[] {
  for (const [index, part] of parts.entries()) {
    if (part > 0 || (shares[index]?.max ?? 0) === 0) continue;
    const largest = parts.indexOf(Math.max(...parts));
    if ((parts[largest] ?? 0) < 2) break;
    parts[largest] = (parts[largest] ?? 0) - 1;
    parts[index] = 1;
  }
  return parts;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
