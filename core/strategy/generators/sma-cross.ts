import { smaAbove } from "#core/indicators";
import type { StrategyRule } from "../strategy-rule.ts";

/** In the market while the fast average of closes is above the slow one; out while it is not. */
export const smaCross: StrategyRule = {
  strategy: {
    id: "sma-cross",
    version: 1,
    kind: "sma-cross",
    family: "trend-following",
    name: "SMA cross",
    description:
      "Long while the fast simple moving average of closes is above the slow one, in cash otherwise.",
    assumptions: [
      "Trends last longer than the slow average takes to see them",
      "Sideways markets, in which every cross is a small loss, are the rarer half",
    ],
    constraints: ["fast < slow"],
    directions: "long-only",
    parameters: [
      {
        name: "fast",
        description: "Length of the fast average",
        unit: "bars",
        integer: true,
        min: 1,
        max: 400,
        default: 20,
      },
      {
        name: "slow",
        description: "Length of the slow average",
        unit: "bars",
        integer: true,
        min: 2,
        max: 800,
        default: 50,
      },
    ],
  },
  conflict: ({ fast = 0, slow = 0 }) =>
    fast < slow ? undefined : `fast (${fast}) must be shorter than slow (${slow})`,
  warmUpBars: ({ slow = 0 }) => slow,
  decide({ series }, { fast = 0, slow = 0 }) {
    return smaAbove(series.close, fast, slow);
  },
  averages: ({ fast = 0, slow = 0 }) => ({ fast, slow }),
};
