import { superTrend as superTrendLine } from "#core/indicators";
import { bars, level, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { signsOf } from "../walk-bars.ts";

/** On the side of a stop that trails the price by some average true ranges. */
export const superTrend: StrategyRule = {
  strategy: {
    id: "super-trend",
    version: 1,
    kind: "super-trend",
    family: "trend-following",
    name: "SuperTrend",
    description:
      "Long from the close that breaks above a line trailing the price by some average true ranges, until a close breaks below it; then short or in cash.",
    assumptions: [
      "A move of several average ranges against a trend is more often its end than noise",
      "Closes do not jump far past the line overnight",
    ],
    constraints: [],
    directions: "long-short",
    parameters: [
      bars("period", "True ranges averaged", 10, [2, 200]),
      level("width", "Distance of the line", "average true ranges", 3, [0.5, 10, 0.1]),
      SHORT,
    ],
  },
  conflict: () => undefined,
  warmUpBars: ({ period = 0 }) => period + 1,
  decide({ series }, { period = 0, width = 0, short = 0 }) {
    const { high, low, close } = series;
    return signsOf(superTrendLine(high, low, close, period, width).direction, short === 1);
  },
};
