import { rsi } from "#core/indicators";
import { bars, level, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { walkBars } from "../walk-bars.ts";

/** Buys what has fallen too fast and sells it once the falls are made good. */
export const rsiReversion: StrategyRule = {
  strategy: {
    id: "rsi-reversion",
    version: 1,
    kind: "rsi-reversion",
    family: "mean-reversion",
    name: "RSI reversion",
    description:
      "Buys at the close when the relative strength index falls below the lower level, and sells once it is back at the exit level; the mirror image above the upper level where shorts are allowed.",
    assumptions: [
      "Short falls are overdone more often than they go on",
      "The instrument does not go to nothing: there is no stop in the rule itself",
    ],
    constraints: ["lower < exit < upper"],
    directions: "long-short",
    parameters: [
      bars("period", "Changes smoothed", 14, [2, 100]),
      level("lower", "Buys below this index", "index points", 30, [1, 50, 1]),
      level("exit", "Leaves at this index", "index points", 50, [10, 90, 1]),
      level("upper", "Sells short above this index", "index points", 70, [50, 99, 1]),
      SHORT,
    ],
  },
  conflict: ({ lower = 0, exit = 0, upper = 0 }) =>
    lower < exit && exit < upper
      ? undefined
      : `lower (${lower}), exit (${exit}) and upper (${upper}) must rise in this order`,
  warmUpBars: ({ period = 0 }) => period + 1,
  decide({ series }, { period = 0, lower = 0, exit = 0, upper = 0, short = 0 }) {
    const index = rsi(series.close, period);
    return walkBars(index.length, period, (held, bar) => {
      const now = index[bar] as number;
      if (now < lower) return 1;
      if (now > upper && short === 1) return -1;
      if (held === 1) return now < exit ? 1 : 0;
      return held === -1 && now > exit ? -1 : 0;
    });
  },
};
