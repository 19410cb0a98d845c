/** Trading days of a year and of a month. */
const YEAR = 252;
const MONTH = 21;

/**
 * Return over the last year without its last month, the usual momentum characteristic.
 *
 * @param closes daily, oldest first, all > 0
 * @returns fraction; null for fewer than 253 closes
 * @source Jegadeesh & Titman, "Returns to Buying Winners and Selling Losers", JF 48(1), 1993
 */
export function momentum(closes: Float64Array): number | null {
  const [before, after] = [closes.at(-YEAR - 1), closes.at(-MONTH - 1)];
  return before === undefined || after === undefined ? null : after / before - 1;
}
