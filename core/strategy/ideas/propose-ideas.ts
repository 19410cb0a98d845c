import type { BarSeries } from "#core/market-data";
import { InvalidInputError, type StrategyIdea, type TradingCosts } from "#core/model";
import { resolveParameters } from "../repository.ts";
import { CANDIDATES, type Candidate, NEWS_CANDIDATE } from "./candidates.ts";
import { commonRegime, LEAST_BARS, type Regime, regimeOf } from "./regime.ts";

export interface IdeaFacts {
  /** The universe, one series each of the same interval, as known now. */
  series: readonly BarSeries[];
  /** Whether signals from news are held on any of them. */
  hasSignals: boolean;
  /** Ideas wanted, at least 1. */
  count: number;
  costs: TradingCosts;
}

/** What several instruments risk together a year, when an idea sizes itself. */
const TARGET_VOLATILITY = 0.1;

/**
 * Strategies that suit the market these instruments are in, of different families first, best suited first. They come
 * from the kind of market alone, so there may be fewer than are asked for: no idea was chosen by what it would have earned.
 *
 * @throws InvalidInputError for no instrument, or too short a history
 */
export function proposeIdeas({
  series,
  hasSignals,
  count,
  costs,
}: IdeaFacts): Omit<StrategyIdea, "firstLook">[] {
  const [first] = series;
  if (!first)
    throw new InvalidInputError({
      what: "No instrument is named.",
      why: "An idea is thought up for a market.",
      fix: "Name one or more instruments.",
    });
  const regime = commonRegime(series.map(regimeOf));
  const universe = series.map(({ symbol }) => symbol);
  const known = Math.min(...series.map(({ close }) => close.length));
  const fitting = [...CANDIDATES, ...(hasSignals ? [NEWS_CANDIDATE] : [])].filter(
    ({ parameters }) => Math.max(0, ...Object.values(parameters)) * 2 < known || known < LEAST_BARS,
  );
  return variedBest(fitting, regime)
    .slice(0, count)
    .map((candidate) => ({
      name: candidate.name,
      why: candidate.why(regime),
      regime: regimeWords(regime),
      body: {
        kind: candidate.kind,
        parameters: resolveParameters(candidate.kind, candidate.parameters),
        universe,
        interval: first.interval,
        costs,
        ...(universe.length > 1
          ? {
              sizing: {
                kind: "volatility-target" as const,
                annualVolatility: TARGET_VOLATILITY,
                lookbackBars: 60,
                maxLeverage: 1,
              },
            }
          : {}),
      },
    }));
}

/** What suits less than this is no idea for such a market; the best suited one always is. */
const LEAST_SUITED = 0.25;

/** Best suited first, but no family twice before every family was there once. */
function variedBest(candidates: readonly Candidate[], regime: Regime): Candidate[] {
  const sorted = [...candidates]
    .sort((a, b) => b.suits(regime) - a.suits(regime))
    .filter((candidate, place) => place === 0 || candidate.suits(regime) >= LEAST_SUITED);
  const firsts = sorted.filter(
    ({ family }, index) => sorted.findIndex((other) => other.family === family) === index,
  );
  return [...firsts, ...sorted.filter((candidate) => !firsts.includes(candidate))];
}

function regimeWords({ volatility, volatilityRank, trend, persistence }: Regime): string {
  const calm = volatilityRank < 1 / 3 ? "calm" : volatilityRank > 2 / 3 ? "turbulent" : "of usual volatility";
  const way = trend > 1 ? "rising clearly" : trend < -1 ? "falling clearly" : "without a clear trend";
  const next =
    persistence < -0.05
      ? "moves are in part taken back"
      : persistence > 0.05
        ? "moves tend to go on"
        : "one bar says nothing of the next";
  return `The market is ${calm} (${(100 * volatility).toFixed(0)} % a year) and ${way} (${trend.toFixed(1)} deviations over the last year); ${next} (correlation ${persistence.toFixed(2)}).`;
}
