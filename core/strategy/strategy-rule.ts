import type { BarSeries } from "#core/market-data";
import type { ParameterValues, Signal, Strategy } from "#core/model";

/** What a rule may look at: a series and the signals on its instrument, each used only once it is known. */
export interface RuleFacts {
  series: BarSeries;
  /** On the series' instrument, in the order they became known. */
  signals: readonly Signal[];
}

/** A trading rule: at each bar's close, which way to stand in the market. How much is the sizing's to say. */
export interface StrategyRule {
  readonly strategy: Strategy;
  /** Refuses parameter values that make no sense together; undefined when they do. */
  conflict(parameters: ParameterValues): string | undefined;
  /** Bars needed before the first decision. */
  warmUpBars(parameters: ParameterValues): number;
  /**
   * @returns one direction per bar, decided with what was known at that bar's close: 1 long, 0 flat, -1 short
   */
  decide(facts: RuleFacts, parameters: ParameterValues): Int8Array;
  /**
   * For a rule that is long exactly while one simple average of closes is above a slower one: their periods in bars.
   * A replay then makes the directions itself, and a sweep each average once. `decide` says the same to the bit.
   */
  averages?(parameters: ParameterValues): { fast: number; slow: number };
}
