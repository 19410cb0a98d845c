import { type DecimalText, decimalFromStatistic, type ExpectedCost, type Quote, toText } from "#core/model";

export interface CostRequest {
  /** Units. */
  quantity: number;
  quote: Quote;
  /** Share of the order expected to cross the spread, 0 to 1. */
  crossing: number;
  /** Units a day; null when not known. */
  averageDailyVolume: number | null;
  /** Standard deviation of daily returns, as a fraction; null when not known. */
  dailyVolatility: number | null;
}

/** Impact of a whole day's volume, in daily standard deviations. */
const IMPACT = 1;

/**
 * What the order is expected to cost against the middle of the quote, without fees: half the spread where it crosses,
 * and the price it moves by its size.
 *
 * @source square-root law: Tóth et al., "Anomalous price impact and the critical nature of liquidity", Phys. Rev. X 1,
 *   2011
 */
export function expectedCost(request: CostRequest): ExpectedCost {
  const { quantity, quote, crossing, averageDailyVolume: volume, dailyVolatility } = request;
  const middle = (quote.bid + quote.ask) / 2;
  const value = quantity * middle;
  const spread = ((quote.ask - quote.bid) / 2) * quantity * crossing;
  const share = volume && volume > 0 ? quantity / volume : null;
  // Two thirds of the final impact is paid on average while it builds up as a square root.
  const impact = share === null ? 0 : (2 / 3) * IMPACT * (dailyVolatility ?? 0) * Math.sqrt(share) * value;
  return {
    spreadUsd: cents(spread),
    impactUsd: cents(impact),
    totalUsd: cents(spread + impact),
    bps: Number(((10_000 * (spread + impact)) / value).toFixed(2)),
    shareOfDailyVolume: share,
  };
}

const cents = (usd: number): DecimalText => toText(decimalFromStatistic(usd, 2));
