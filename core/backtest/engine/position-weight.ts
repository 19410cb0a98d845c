import { periodsPerYear } from "#core/metrics";
import type { Sizing } from "#core/model";
import { barVolatility } from "./daily-volatility.ts";
import type { Market } from "./market.ts";
import type { TradeBook } from "./trade-book.ts";

/** What a size is decided on, at a bar's close. */
export interface SizingFacts {
  market: Market;
  instrument: number;
  /** The instrument's own bar that has just closed. */
  row: number;
  trades: TradeBook;
}

/**
 * Share of the account's equity a new position takes; 0 while there is too little to go by. The account's buying
 * power bounds it when it trades.
 */
export function positionWeight(sizing: Sizing, facts: SizingFacts): number {
  switch (sizing.kind) {
    case "all-in":
      return 1 / facts.market.listings.length;
    case "fixed-fraction":
      return sizing.fraction;
    case "volatility-target":
      return (
        Math.min(
          sizing.maxLeverage,
          sizing.annualVolatility / annualVolatility(facts, sizing.lookbackBars),
        ) || 0
      );
    case "kelly":
      return Math.min(
        sizing.cap,
        Math.max(0, sizing.fraction * kellyBet(facts.trades, sizing.lookbackTrades)),
      );
  }
}

/** NaN until the whole look-back is there. */
function annualVolatility({ market, instrument, row }: SizingFacts, lookback: number): number {
  const listing = market.listings[instrument];
  if (!listing || row < lookback) return Number.NaN;
  const { series, splits } = listing;
  return barVolatility(series.close, splits, row + 1, lookback) * Math.sqrt(periodsPerYear(series.times));
}

/**
 * Share of the account that grows it fastest, by the hit rate and the payoff of the newest closed trades.
 *
 * @returns hit rate less miss rate over payoff; 0 with too few trades or no loss among them, below 0 for a losing rule
 * @source Kelly, "A New Interpretation of Information Rate", 1956
 */
function kellyBet(trades: TradeBook, lookback: number): number {
  let wins = 0;
  let seen = 0;
  let won = 0;
  let lost = 0;
  for (let row = trades.length - 1; row >= 0 && seen < lookback; row--) {
    if (trades.exitBar.at(row) < 0) continue;
    seen++;
    const gain = trades.flow.at(row) / trades.stake.at(row);
    if (gain > 0) {
      wins++;
      won += gain;
    } else lost -= gain;
  }
  if (seen < lookback || wins === 0 || lost === 0) return 0;
  const payoff = won / wins / (lost / (seen - wins));
  const hitRate = wins / seen;
  return hitRate - (1 - hitRate) / payoff;
}
