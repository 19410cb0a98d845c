import { checkNumbers } from "../check-numbers.ts";
import { mean } from "../mean.ts";
import { sampleDeviation, withoutRounding } from "../sample-deviation.ts";
import { sharpeRatio } from "../sharpe-ratio.ts";
import { type BootstrapInterval, type BootstrapOptions, intervalOf } from "./bootstrap-interval.ts";
import { stationaryStretches, usualBlockLength } from "./stretches.ts";

/**
 * What `bootstrapInterval` says of the Sharpe ratio under the stationary bootstrap, without drawing a single bar: sums
 * over a stretch are differences of running sums, so a draw costs its stretches and not its bars.
 *
 * @param returns simple bar returns
 * @param periodsPerYear bars a year
 * @returns null for returns that never varied
 * @throws InvalidInputError for options that make no interval, or a return that is no number
 */
export function sharpeInterval(
  returns: Float64Array,
  periodsPerYear: number,
  options: Omit<BootstrapOptions, "resample">,
): BootstrapInterval | null {
  checkNumbers(returns, "return");
  const bars = returns.length;
  const estimate = sharpeRatio(mean(returns), sampleDeviation(returns), periodsPerYear);
  const { random, blockLength = usualBlockLength(bars) } = options;
  const sums = runningSums(returns, (value) => value);
  const squares = runningSums(returns, (value) => value * value);
  return intervalOf(estimate, blockLength, options, () => {
    let sum = 0;
    let square = 0;
    stationaryStretches(bars, blockLength, random, (from, length) => {
      sum += (sums[from + length] as number) - (sums[from] as number);
      square += (squares[from + length] as number) - (squares[from] as number);
    });
    const centre = sum / bars;
    const spread = Math.sqrt(Math.max(0, square - sum * centre) / (bars - 1));
    return sharpeRatio(centre, withoutRounding(spread, centre), periodsPerYear);
  });
}

/** Sum of all values before each position, and of all at the end. */
function runningSums(values: Float64Array, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let bar = 0; bar < values.length; bar++)
    sums[bar + 1] = (sums[bar] as number) + of(values[bar] as number);
  return sums;
}
