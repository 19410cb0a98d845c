import type { BarSeries } from "#core/market-data";
import { InvalidInputError } from "#core/model";
import type { StrategyRule } from "./strategy-rule.ts";

/** The same rule, which refuses a series with a price that is no number before it decides anything. */
export function refusingGaps<Rule extends StrategyRule>(rule: Rule): Rule {
  return {
    ...rule,
    decide(facts, parameters) {
      checkSeries(facts.series);
      return rule.decide(facts, parameters);
    },
  };
}

/** @throws InvalidInputError naming the first bar with a price or volume that is not a finite number */
export function checkSeries(series: BarSeries): void {
  for (const name of ["open", "high", "low", "close", "volume"] as const) {
    const column = series[name];
    let doubt = 0;
    // A number less itself is 0; NaN and the infinities leave NaN, and NaN stays.
    for (let bar = 0; bar < column.length; bar += 1)
      doubt += (column[bar] as number) - (column[bar] as number);
    if (doubt !== 0) throw gapAt(series, name);
  }
}

function gapAt(series: BarSeries, name: "open" | "high" | "low" | "close" | "volume"): InvalidInputError {
  const bar = series[name].findIndex((value) => !Number.isFinite(value));
  return new InvalidInputError({
    what: `Bar ${bar + 1} of ${series.symbol} has ${series[name][bar]} as its ${name}.`,
    why: "A rule that read it would decide on nothing.",
    fix: "Look at the data of that day, and leave the bar out or fill it in.",
  });
}
