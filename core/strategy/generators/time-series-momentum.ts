import { bars, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { walkBars } from "../walk-bars.ts";

/** Long after a gain over a long look-back, short or in cash after a loss. */
export const timeSeriesMomentum: StrategyRule = {
  strategy: {
    id: "time-series-momentum",
    version: 1,
    kind: "time-series-momentum",
    family: "momentum",
    name: "Time-series momentum",
    description:
      "Long while the instrument has gained over the look-back, leaving out the newest bars, which tend to swing back; short or in cash while it has lost.",
    assumptions: [
      "A year's winner goes on winning for some weeks (Moskowitz, Ooi & Pedersen, 2012)",
      "Turns are slower than the look-back",
    ],
    constraints: ["skip < lookback"],
    directions: "long-short",
    parameters: [
      bars("lookback", "Bars over which the gain is measured, the skipped ones included", 252, [2, 1000]),
      {
        name: "skip",
        description: "Newest bars left out",
        unit: "bars",
        integer: true,
        min: 0,
        max: 100,
        default: 0,
        step: 1,
      },
      SHORT,
    ],
  },
  conflict: ({ lookback = 0, skip = 0 }) =>
    skip < lookback ? undefined : `skip (${skip}) must be shorter than lookback (${lookback})`,
  warmUpBars: ({ lookback = 0 }) => lookback + 1,
  decide({ series: { close } }, { lookback = 0, skip = 0, short = 0 }) {
    return walkBars(close.length, lookback, (_, bar) => {
      const then = close[bar - lookback] as number;
      const now = close[bar - skip] as number;
      return now > then ? 1 : now < then && short === 1 ? -1 : 0;
    });
  },
};
