import type { ParameterValues, StrategyFamily, StrategyKind } from "#core/model";
import type { Regime } from "./regime.ts";

/** A rule somebody might try, how well a market suits it, and why. */
export interface Candidate {
  kind: StrategyKind;
  family: StrategyFamily;
  name: string;
  parameters: ParameterValues;
  /** Above 0 where the market suits it; larger is better. */
  suits(regime: Regime): number;
  why(regime: Regime): string;
}

const figure = (value: number): string => (value < 0 ? "−" : "") + Math.abs(value).toFixed(2);

/** What can be thought up from bars alone, one or two of a family, with numbers that people commonly begin with. */
export const CANDIDATES: readonly Candidate[] = [
  {
    kind: "sma-cross",
    family: "trend-following",
    name: "Long trend",
    parameters: { fast: 50, slow: 200 },
    suits: ({ trend }) => Math.abs(trend) / 2,
    why: ({ trend }) =>
      `The trend of the last year is ${figure(trend)} deviations, and clear trends have outlived the year they began in; the cross is in while it lasts and out when it turns.`,
  },
  {
    kind: "super-trend",
    family: "trend-following",
    name: "Trend with a band",
    parameters: { period: 10, width: 3 },
    suits: ({ trend, volatilityRank }) => Math.abs(trend) / 2.2 + volatilityRank / 10,
    why: ({ trend, volatilityRank }) =>
      `It follows the trend (${figure(trend)} deviations) at a distance that grows with the range of the bars, which matters where volatility stands higher than in ${Math.round(100 * volatilityRank)} of 100 stretches before.`,
  },
  {
    kind: "rsi-reversion",
    family: "mean-reversion",
    name: "Buy the dips",
    parameters: { period: 3, lower: 20, exit: 55 },
    suits: ({ persistence, trend }) => -8 * persistence + Math.max(0, trend) / 8,
    why: ({ persistence }) =>
      `A bar's move and the next one correlate with ${figure(persistence)}: ${persistence < 0 ? "falls were in part taken back the day after" : "falls were hardly taken back, so this is the weaker idea here"}.`,
  },
  {
    kind: "bollinger-reversion",
    family: "mean-reversion",
    name: "Back to the middle",
    parameters: { period: 20, width: 2 },
    suits: ({ persistence, trend }) => -6 * persistence + Math.max(0, 1 - Math.abs(trend)) / 2,
    why: ({ persistence, trend }) =>
      `Without a clear trend (${figure(trend)} deviations) and with moves that correlate ${figure(persistence)} from bar to bar, prices far from their average may come back.`,
  },
  {
    kind: "donchian-breakout",
    family: "breakout",
    name: "Out of the quiet",
    parameters: { entry: 55, exit: 20 },
    suits: ({ volatilityRank, persistence }) => 1 - volatilityRank + 2 * persistence,
    why: ({ volatilityRank }) =>
      `Volatility stands higher than in ${Math.round(100 * volatilityRank)} of 100 stretches before${volatilityRank < 0.5 ? ": quiet stretches have ended in moves that went on" : ", so a breakout needs more room than usual"}.`,
  },
  {
    kind: "time-series-momentum",
    family: "momentum",
    name: "Last year's direction",
    parameters: { lookback: 250 },
    suits: ({ trend, persistence }) => Math.abs(trend) / 2.4 + Math.max(0, persistence),
    why: ({ trend }) =>
      `Its own return over the last year is ${figure(trend)} deviations; over a year's horizon markets have kept their direction more often than not.`,
  },
];

/** For where news of the instruments was read. */
export const NEWS_CANDIDATE: Candidate = {
  kind: "news-sentiment",
  family: "sentiment",
  name: "After good news",
  parameters: {},
  suits: () => 0.5,
  why: () =>
    "There are signals from the news on these instruments, and good news has been followed by some more drift for days.",
};
