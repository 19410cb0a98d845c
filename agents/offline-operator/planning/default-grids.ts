import type { StrategyKind } from "#core/model";
import type { GridAxis } from "../understanding/request.ts";

/** What "tune it" tries: few enough values that the best of them is not bound to be luck. */
export const DEFAULT_GRIDS: Record<StrategyKind, Record<string, GridAxis>> = {
  "sma-cross": { fast: { from: 5, to: 50, step: 5 }, slow: { from: 60, to: 200, step: 20 } },
  "news-sentiment": { halfLifeDays: [1, 2, 4, 8], entryThreshold: [0.2, 0.3, 0.5, 0.8] },
};

/** The rule taken when a person names none; the answer says so. */
export const USUAL_STRATEGY: StrategyKind = "sma-cross";
