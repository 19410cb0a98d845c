import type { BarSeries } from "#core/market-data";
import type { ParameterValues, TradingCosts } from "#core/model";
import { kernelReturns } from "../replay.ts";
import type { BarRange } from "./splits/bar-range.ts";
import { tryOn } from "./try-on.ts";
import type { Tried } from "./walk-forward.ts";

/** A strategy that can be tried with any numbers on any stretch of one history, by whichever engine. */
export interface Tester {
  /** Bar closes of the history, epoch ms. */
  times: Float64Array;
  /** What the traded market closed at; null where there is no one market, as for a neutral portfolio. */
  market: Float64Array | null;
  /** Simple return of the account at each bar but the first, over the whole history. */
  returnsOf: (parameters: ParameterValues) => Float64Array;
  /** Begins the stretch in cash. */
  tryOn: (parameters: ParameterValues, range: BarRange, cash: number, costs: TradingCosts) => Tried;
}

/**
 * A tester of one instrument by the fast kernel.
 *
 * @param decide 1 long, 0 flat, −1 short at each bar's close of the whole series, by what was known then
 */
export function kernelTester(
  series: BarSeries,
  decide: (parameters: ParameterValues) => Int8Array,
  initialCash: number,
  costs: TradingCosts,
): Tester {
  return {
    times: series.times,
    market: series.close,
    returnsOf: (parameters) => kernelReturns(series, decide(parameters), initialCash, costs),
    tryOn: (parameters, range, cash, charged) => tryOn(series, decide(parameters), range, cash, charged),
  };
}
