import { donchian } from "#core/indicators";
import { bars, SHORT } from "../parameters.ts";
import type { StrategyRule } from "../strategy-rule.ts";
import { walkBars } from "../walk-bars.ts";

/** Buys a close above the range of many bars, and leaves at a close below the range of fewer. */
export const donchianBreakout: StrategyRule = {
  strategy: {
    id: "donchian-breakout",
    version: 1,
    kind: "donchian-breakout",
    family: "breakout",
    name: "Donchian breakout",
    description:
      "Buys when the close is above the highest high of the bars before it, and sells when it is below the lowest low of a shorter stretch; the mirror image for shorts where they are allowed.",
    assumptions: [
      "Few large moves pay for many small false starts",
      "The breakout can be bought near its close",
    ],
    constraints: ["exit ≤ entry"],
    directions: "long-short",
    parameters: [
      bars("entry", "Bars whose range must be left to enter", 20, [2, 400]),
      bars("exit", "Bars whose range must be left to get out", 10, [1, 400]),
      SHORT,
    ],
  },
  conflict: ({ entry = 0, exit = 0 }) =>
    exit <= entry ? undefined : `exit (${exit}) must not be longer than entry (${entry})`,
  warmUpBars: ({ entry = 0 }) => entry + 1,
  decide({ series }, { entry = 0, exit = 0, short = 0 }) {
    const { high, low, close } = series;
    const wide = donchian(high, low, entry);
    const narrow = donchian(high, low, exit);
    return walkBars(close.length, entry, (held, bar) => {
      const now = close[bar] as number;
      // The range of the bars before: a close is never above a range that holds its own high.
      if (now > (wide.upper[bar - 1] as number)) return 1;
      if (now < (wide.lower[bar - 1] as number) && short === 1) return -1;
      if (held === 1) return now < (narrow.lower[bar - 1] as number) ? 0 : 1;
      return held === -1 && now <= (narrow.upper[bar - 1] as number) ? -1 : 0;
    });
  },
};
