import type { BarSeries } from "#core/market-data";
import { barReturns, type DetailedFacts, mean, periodsPerYear, sampleDeviation } from "#core/metrics";

const SESSIONS_PER_YEAR = 252;

/** What one day of an instrument's market is like on average: value traded, USD, and deviation; null without either. */
export function marketDay({ times, close, volume }: BarSeries): DetailedFacts["market"] {
  const perDay = periodsPerYear(times) / SESSIONS_PER_YEAR;
  const dailyValue = mean(close.map((price, bar) => price * (volume[bar] as number))) * perDay;
  const dailyVolatility = sampleDeviation(barReturns(close)) * Math.sqrt(perDay);
  return dailyValue > 0 && dailyVolatility > 0 ? { dailyValue, dailyVolatility } : null;
}
