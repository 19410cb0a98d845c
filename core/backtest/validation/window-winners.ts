import { sharpeRatio, withoutRounding } from "#core/metrics";
import type { ParameterValues } from "#core/model";
import type { BarRange } from "./splits/bar-range.ts";

/** The trial with the best Sharpe ratio on each of several stretches, found while trials pass by one at a time. */
export class WindowWinners {
  readonly #best: { range: BarRange; sharpe: number; parameters: ParameterValues }[];

  /** @param ranges stretches of bars, two bars or more each */
  constructor(ranges: readonly BarRange[]) {
    this.#best = ranges.map((range) => ({ range, sharpe: Number.NEGATIVE_INFINITY, parameters: {} }));
  }

  /**
   * @param returns simple return at each bar but the first, over the whole history
   * @returns the Sharpe ratio a bar on each stretch; 0 where nothing moved
   */
  add(parameters: ParameterValues, returns: Float64Array): number[] {
    return this.#best.map((held) => {
      const sharpe = sharpeOn(returns, held.range);
      if (sharpe > held.sharpe) {
        held.sharpe = sharpe;
        held.parameters = parameters;
      }
      return sharpe;
    });
  }

  /** The winner on a stretch: the first trial of equals, as in a search. */
  on({ from, to }: BarRange): ParameterValues {
    return this.#best.find(({ range }) => range.from === from && range.to === to)?.parameters ?? {};
  }
}

/** The return of the stretch's first bar belongs to the bar before it. */
function sharpeOn(returns: Float64Array, { from, to }: BarRange): number {
  const count = to - from - 1;
  let sum = 0;
  let squares = 0;
  for (let bar = from; bar < to - 1; bar++) {
    const value = returns[bar] as number;
    sum += value;
    squares += value * value;
  }
  const centre = sum / count;
  const spread = Math.sqrt(Math.max(0, squares - sum * centre) / Math.max(1, count - 1));
  return sharpeRatio(centre, withoutRounding(spread, centre), 1) ?? 0;
}
