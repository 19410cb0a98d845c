import { describe, expect, it } from "vitest";
import type { ParameterValues, StrategyKind } from "#core/model";
import { resolveParameters, ruleOf } from "../repository.ts";
import { theCloses } from "../testing/a-market.ts";

/** Prices short enough to follow with a finger. */
const CASES: readonly {
  kind: StrategyKind;
  what: string;
  closes: readonly number[];
  parameters: ParameterValues;
  directions: readonly number[];
}[] = [
  {
    kind: "sma-cross",
    what: "is long while the mean of two closes is above the mean of three",
    closes: [1, 2, 3, 3, 1, 1],
    parameters: { fast: 2, slow: 3 },
    // 2.5 > 2, 3 > 2.67, 2 < 2.33, 1 < 1.67
    directions: [0, 0, 1, 1, 0, 0],
  },
  {
    kind: "macd-trend",
    what: "is long while the averages part and short while they near each other",
    closes: [10, 10, 10, 10, 12, 12, 9, 9],
    parameters: { fast: 2, slow: 3, signal: 2, short: 1 },
    // Gaps from bar 2: 0, 0, 0.333, 0.278, -0.324, -0.316; their averages from bar 3: 0, 0.222, 0.259, -0.130, -0.254.
    directions: [0, 0, 0, 0, 1, 1, -1, -1],
  },
  {
    kind: "super-trend",
    what: "turns long on a close above the upper line and short below the lower one",
    closes: [10, 11, 10, 11, 16, 17, 10],
    parameters: { period: 2, width: 2, short: 1 },
    // Ranges of 1: the upper line stands at 12; 16 breaks it. From 17 the lower line is 12.5 or more; 10 breaks it.
    directions: [0, 0, -1, -1, 1, 1, -1],
  },
  {
    kind: "rsi-reversion",
    what: "buys when only falls are left and sells when the gains are half of the moves",
    closes: [10, 9, 8, 8.5, 10, 10],
    parameters: { period: 2, lower: 30, exit: 50, upper: 70 },
    // Two falls: 0. Then gains of 0.25 against losses of 0.5: 33; then 0.875 against 0.25: 78.
    directions: [0, 0, 1, 1, 0, 0],
  },
  {
    kind: "bollinger-reversion",
    what: "buys below the band and sells at the mean",
    closes: [10, 10, 10, 10, 5, 6, 9, 9],
    parameters: { period: 5, width: 1.5 },
    // Mean 9, deviation 2, lower band 6: 5 is below. 6 < 8.2, and 9 is above its mean of 8.
    directions: [0, 0, 0, 0, 1, 1, 0, 0],
  },
  {
    kind: "donchian-breakout",
    what: "buys above the highest of three bars before and leaves below the lowest of two",
    closes: [5, 6, 5, 7, 8, 8, 7, 9, 6, 6],
    parameters: { entry: 3, exit: 2 },
    // 7 > 6 enters; 7 < 8 leaves; 9 > 8 enters again; 6 < 7 leaves.
    directions: [0, 0, 0, 1, 1, 1, 0, 1, 0, 0],
  },
  {
    kind: "time-series-momentum",
    what: "compares the close of one bar ago with that of three bars ago",
    closes: [10, 11, 12, 9, 10, 14, 8],
    parameters: { lookback: 3, skip: 1, short: 1 },
    // 12 > 10, 9 < 11, 10 < 12, 14 > 9
    directions: [0, 0, 0, 1, -1, -1, 1],
  },
];

describe.each(CASES)("$kind", ({ kind, what, closes, parameters, directions }) => {
  it(what, () => {
    const decided = ruleOf(kind).decide(
      { series: theCloses(closes), signals: [] },
      { ...ruleDefaults(kind), ...parameters },
    );
    expect([...decided]).toEqual(directions);
  });
});

/** Small numbers of bars are outside a trader's bounds for some rules, not outside the arithmetic. */
const ruleDefaults = (kind: StrategyKind): ParameterValues => resolveParameters(kind, {});
