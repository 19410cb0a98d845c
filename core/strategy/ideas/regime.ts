import type { BarSeries } from "#core/market-data";
import { annualVolatility, barReturns, mean, periodsPerYear, sampleDeviation } from "#core/metrics";
import { InvalidInputError } from "#core/model";

/** Bars by which today is told. */
const RECENT = 60;
/** Bars over which the trend is told. */
const LONG = 250;
/** Fewer bars than this tell no kind of market. */
export const LEAST_BARS = 2 * RECENT;

/** What kind of market bars show, by what is known at the last of them. */
export interface Regime {
  /** Of the last 60 bars, a year. */
  volatility: number;
  /** Where that lies among all stretches of 60 bars before it, 0 the calmest to 1. */
  volatilityRank: number;
  /** Return over the last 250 bars, or as many as there are, over its own deviation: beyond ±1 is a clear trend. */
  trend: number;
  /** Correlation of a bar's return with the one before, over the same bars: below 0 moves are taken back. */
  persistence: number;
}

/**
 * The kind of market of one instrument.
 *
 * @throws InvalidInputError for fewer than 120 bars
 */
export function regimeOf({ symbol, close, times }: BarSeries): Regime {
  if (close.length < LEAST_BARS)
    throw new InvalidInputError({
      what: `${symbol} has ${close.length} bars here.`,
      why: `What kind of market it is shows after ${LEAST_BARS} at the earliest.`,
      fix: "Ask for a longer window, or a shorter interval.",
    });
  const returns = barReturns(close);
  const recent = sampleDeviation(returns.subarray(-RECENT));
  const earlier: number[] = [];
  for (let end = RECENT; end <= returns.length; end += RECENT)
    earlier.push(sampleDeviation(returns.subarray(end - RECENT, end)));
  const long = returns.subarray(-LONG);
  const deviation = sampleDeviation(long);
  return {
    volatility: annualVolatility(recent, periodsPerYear(times)),
    volatilityRank: earlier.filter((value) => value < recent).length / earlier.length,
    trend: deviation > 0 ? (mean(long) / deviation) * Math.sqrt(long.length) : 0,
    persistence: lagOne(long),
  };
}

/** The middle one of each figure over several instruments. */
export function commonRegime(regimes: readonly Regime[]): Regime {
  const middle = (read: (regime: Regime) => number) => {
    const sorted = regimes.map(read).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return {
    volatility: middle(({ volatility }) => volatility),
    volatilityRank: middle(({ volatilityRank }) => volatilityRank),
    trend: middle(({ trend }) => trend),
    persistence: middle(({ persistence }) => persistence),
  };
}

function lagOne(returns: Float64Array): number {
  const centre = mean(returns);
  let products = 0;
  let squares = 0;
  returns.forEach((value, bar) => {
    squares += (value - centre) ** 2;
    if (bar > 0) products += (value - centre) * ((returns[bar - 1] as number) - centre);
  });
  return squares > 0 ? products / squares : 0;
}
