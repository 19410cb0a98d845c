import { checkPeriod } from "./check-input.ts";

/**
 * Where a fast simple moving average is above a slow one: the comparison of two `sma`, to the last bit. Both sums
 * run in one loop, where the processor works on them side by side; one after the other takes twice as long.
 *
 * @param values oldest first, all finite
 * @param fast bars, whole, ≥ 1
 * @param slow bars, whole, ≥ fast
 * @returns as long as `values`: 1 above, 0 not above or not known yet
 */
export function smaAbove(values: Float64Array, fast: number, slow: number): Int8Array {
  checkPeriod("smaAbove", fast);
  checkPeriod("smaAbove", slow);
  const above = new Int8Array(values.length);
  if (values.length < slow) return above;
  const fastShare = 1 / fast;
  const slowShare = 1 / slow;
  let quick = 0;
  let steady = 0;
  for (let index = 0; index < slow; index++) {
    const value = values[index] as number;
    quick += index < fast ? value : value - (values[index - fast] as number);
    steady += value;
  }
  above[slow - 1] = quick * fastShare > steady * slowShare ? 1 : 0;
  for (let index = slow; index < values.length; index++) {
    const value = values[index] as number;
    quick += value - (values[index - fast] as number);
    steady += value - (values[index - slow] as number);
    above[index] = quick * fastShare > steady * slowShare ? 1 : 0;
  }
  return above;
}
