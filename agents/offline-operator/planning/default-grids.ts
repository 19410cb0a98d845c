import type { StrategyKind } from "#core/model";
import type { GridAxis } from "../understanding/request.ts";

/** What "tune it" tries: few enough values that the best of them is not bound to be luck. */
export const DEFAULT_GRIDS: Record<StrategyKind, Record<string, GridAxis>> = {
  "sma-cross": { fast: { from: 5, to: 50, step: 5 }, slow: { from: 60, to: 200, step: 20 } },
  "news-sentiment": { halfLifeDays: [1, 2, 4, 8], entryThreshold: [0.2, 0.3, 0.5, 0.8] },
  "macd-trend": { fast: [6, 8, 12, 16], slow: [20, 26, 35, 50] },
  "super-trend": { period: [7, 10, 14, 21], width: [2, 3, 4] },
  "rsi-reversion": { period: [2, 3, 7, 14], lower: [10, 20, 30] },
  "bollinger-reversion": { period: [10, 20, 40], width: [1.5, 2, 2.5] },
  "donchian-breakout": { entry: [20, 40, 55, 100], exit: [10, 20] },
  "time-series-momentum": { lookback: [63, 126, 189, 252], skip: [0, 21] },
  expression: {},
};

/** The rule taken when a person names none; the answer says so. */
export const USUAL_STRATEGY: StrategyKind = "sma-cross";
