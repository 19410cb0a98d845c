/**
 * Simple returns from each bar's close to the next.
 *
 * @param equity account value at each bar close, oldest first, all > 0
 * @returns one value fewer than `equity`; 0.01 is one percent
 */
export function barReturns(equity: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, equity.length - 1));
  for (let index = 0; index < returns.length; index += 1) {
    returns[index] = (equity[index + 1] as number) / (equity[index] as number) - 1;
  }
  return returns;
}
