import { macd } from "#core/indicators";
import { bars, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { signsOf } from "../walk-bars.ts";

/** With the trend of the trend: long while the MACD line stands above its own average. */
export const macdTrend: StrategyRule = {
  strategy: {
    id: "macd-trend",
    version: 1,
    kind: "macd-trend",
    family: "trend-following",
    name: "MACD trend",
    description:
      "Long while the gap between a fast and a slow exponential average of closes is wider than its own average, so while the trend gathers speed; short or in cash while it loses speed.",
    assumptions: [
      "Trends last longer than the slow average takes to see them",
      "Costs are small against the length of a swing",
    ],
    constraints: ["fast < slow"],
    directions: "long-short",
    parameters: [
      bars("fast", "Period of the fast average", 12, [2, 200]),
      bars("slow", "Period of the slow average", 26, [3, 400]),
      bars("signal", "Period of the average of the gap", 9, [1, 100]),
      SHORT,
    ],
  },
  conflict: ({ fast = 0, slow = 0 }) =>
    fast < slow ? undefined : `fast (${fast}) must be shorter than slow (${slow})`,
  warmUpBars: ({ slow = 0, signal = 0 }) => slow + signal - 1,
  decide({ series }, { fast = 0, slow = 0, signal = 0, short = 0 }) {
    return signsOf(macd(series.close, fast, slow, signal).histogram, short === 1);
  },
};
