import { bollinger } from "#core/indicators";
import { bars, level, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { walkBars } from "../walk-bars.ts";

/** Buys below the lower band and sells at the mean. */
export const bollingerReversion: StrategyRule = {
  strategy: {
    id: "bollinger-reversion",
    version: 1,
    kind: "bollinger-reversion",
    family: "mean-reversion",
    name: "Bollinger reversion",
    description:
      "Buys when the close falls below the lower Bollinger band and sells once it is back at the mean; the mirror image above the upper band where shorts are allowed.",
    assumptions: [
      "Prices swing about a mean that moves slowly",
      "A close outside the bands is noise more often than news",
    ],
    constraints: [],
    directions: "long-short",
    parameters: [
      bars("period", "Closes of the mean", 20, [5, 300]),
      level("width", "Distance of the bands", "standard deviations", 2, [0.5, 5, 0.1]),
      SHORT,
    ],
  },
  conflict: () => undefined,
  warmUpBars: ({ period = 0 }) => period,
  decide({ series }, { period = 0, width = 0, short = 0 }) {
    const { upper, middle, lower } = bollinger(series.close, period, width);
    return walkBars(series.close.length, period - 1, (held, bar) => {
      const close = series.close[bar] as number;
      const mean = middle[bar] as number;
      if (close < (lower[bar] as number)) return 1;
      if (close > (upper[bar] as number) && short === 1) return -1;
      if (held === 1) return close < mean ? 1 : 0;
      return held === -1 && close > mean ? -1 : 0;
    });
  },
};
