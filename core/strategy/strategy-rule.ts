import type { BarSeries } from "#core/market-data";
import type { ParameterValues, Signal, Strategy } from "#core/model";

/** What a rule may look at: a series and the signals on its instrument, each used only once it is known. */
export interface RuleFacts {
  series: BarSeries;
  /** On the series' instrument, in the order they became known. */
  signals: readonly Signal[];
}

/** A trading rule: at each bar's close, be in the market or out of it. */
export interface StrategyRule {
  readonly strategy: Strategy;
  /** Refuses parameter values that make no sense together; undefined when they do. */
  conflict(parameters: ParameterValues): string | undefined;
  /** Bars needed before the first decision. */
  warmUpBars(parameters: ParameterValues): number;
  /**
   * @returns one value per bar, 1 in and 0 out, decided with what was known at that bar's close
   */
  decide(facts: RuleFacts, parameters: ParameterValues): Uint8Array;
}
