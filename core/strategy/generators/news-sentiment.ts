import type { Signal } from "#core/model";
import type { StrategyRule } from "../strategy-rule.ts";

const DAY_MS = 86_400_000;

/** In the market after good news: while the fading sum of known signals is above a threshold. */
export const newsSentiment: StrategyRule = {
  strategy: {
    id: "news-sentiment",
    version: 1,
    kind: "news-sentiment",
    family: "sentiment",
    name: "News sentiment",
    description:
      "Long after good news, while the fading sum of known news signals stays above a threshold; in cash otherwise.",
    assumptions: [
      "Prices take days to hold all that was told",
      "The tone of a text is read rightly more often than not",
    ],
    constraints: ["exitThreshold < entryThreshold"],
    directions: "long-only",
    needs: ["signals"],
    parameters: [
      {
        name: "halfLifeDays",
        description: "Time in which news loses half its weight",
        unit: "days",
        integer: false,
        min: 0.1,
        max: 60,
        default: 2,
      },
      {
        name: "entryThreshold",
        description: "Sum of signals at which it buys",
        unit: "signal",
        integer: false,
        min: 0.05,
        max: 5,
        default: 0.3,
      },
      {
        name: "exitThreshold",
        description: "Sum of signals below which it sells",
        unit: "signal",
        integer: false,
        min: -5,
        max: 5,
        default: 0.05,
      },
      {
        name: "maxHoldingDays",
        description: "Longest time in the market after an entry",
        unit: "days",
        integer: false,
        min: 1,
        max: 365,
        default: 10,
      },
    ],
  },
  conflict: ({ entryThreshold = 0, exitThreshold = 0 }) =>
    exitThreshold < entryThreshold
      ? undefined
      : `exitThreshold (${exitThreshold}) must be below entryThreshold (${entryThreshold})`,
  warmUpBars: () => 1,
  decide({ series, signals }, parameters) {
    const { halfLifeDays = 1, entryThreshold = 0, exitThreshold = 0, maxHoldingDays = 1 } = parameters;
    const directions = new Int8Array(series.times.length);
    let sum = 0;
    let seen = 0;
    let previous = series.times[0] ?? 0;
    let enteredAt: number | null = null;
    series.times.forEach((now, bar) => {
      sum *= 0.5 ** ((now - previous) / DAY_MS / halfLifeDays);
      for (let next = signals[seen]; next && Date.parse(next.knownAt) <= now; next = signals[++seen])
        sum += signedStrength(next) * 0.5 ** ((now - Date.parse(next.knownAt)) / DAY_MS / halfLifeDays);
      previous = now;
      const tired = enteredAt !== null && now - enteredAt > maxHoldingDays * DAY_MS;
      if (enteredAt === null && sum >= entryThreshold) enteredAt = now;
      else if (enteredAt !== null && (sum < exitThreshold || tired)) enteredAt = null;
      directions[bar] = enteredAt === null ? 0 : 1;
    });
    return directions;
  },
};

/** Strength with its sign, weighed by how sure it is. */
export function signedStrength(signal: Pick<Signal, "direction" | "strength" | "confidence">): number {
  const sign = signal.direction === "bullish" ? 1 : signal.direction === "bearish" ? -1 : 0;
  return sign * signal.strength * signal.confidence;
}
