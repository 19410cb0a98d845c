/**
 * What an account gained from first to last value, as a fraction of the first.
 *
 * @param first USD, > 0
 * @param last USD
 */
export function totalReturn(first: number, last: number): number {
  return last / first - 1;
}
