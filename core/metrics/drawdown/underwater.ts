/**
 * How far an account stands below its highest value so far, at each bar.
 *
 * @param equity account value at each bar close, the start value first, all > 0
 * @returns as long as `equity`; fractions of the peak, 0 at a high, 0.25 a quarter below it
 */
export function underwater(equity: Float64Array): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  return equity.map((value) => {
    if (value > peak) peak = value;
    return (peak - value) / peak;
  });
}
