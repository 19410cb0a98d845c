import { mean } from "#core/metrics";

/** Returns fewer than this say little about a slope. */
export const BETA_MIN_DAYS = 60;

/**
 * Slope of an instrument's returns on the market's over the same days.
 *
 * @returns null for fewer than 60 days, or a market that did not move
 */
export function marketBeta(returns: Float64Array, market: Float64Array): number | null {
  if (returns.length < BETA_MIN_DAYS || returns.length !== market.length) return null;
  const [centre, marketCentre] = [mean(returns), mean(market)];
  let together = 0;
  let alone = 0;
  for (let day = 0; day < market.length; day += 1) {
    const move = (market[day] as number) - marketCentre;
    together += move * ((returns[day] as number) - centre);
    alone += move ** 2;
  }
  return alone > 0 ? together / alone : null;
}
