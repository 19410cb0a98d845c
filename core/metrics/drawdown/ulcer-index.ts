import { underwater } from "./underwater.ts";

/**
 * Root mean square of the distance below the high: deep and long falls both raise it.
 *
 * @param equity account value at each bar close, the start value first, all > 0
 * @returns a fraction, not a percentage; all bars count (divisor n), those at a high as 0; 0 for an empty curve
 * @source P. Martin & B. McCann, "The Investor's Guide to Fidelity Funds", 1989
 */
export function ulcerIndex(equity: Float64Array): number {
  let squares = 0;
  for (const depth of underwater(equity)) squares += depth ** 2;
  return equity.length === 0 ? 0 : Math.sqrt(squares / equity.length);
}
