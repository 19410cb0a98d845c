import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type OrderTerms,
  type Quote,
  toText,
} from "#core/model";

/** What the simulation takes for trading, basis points of the price. */
export interface SimulationCosts {
  slippageBps: number;
  commissionBps: number;
}

/** Smallest step of a simulated fill price, decimals. */
const PRICE_PLACES = 4;
const BPS = "10000";

/**
 * Price at which an order trades against a quote now, or null when its limit does not reach the market. A buyer
 * pays the offer and a seller gets the bid, each with slippage, never worse than the limit.
 */
export function matchPrice(terms: OrderTerms, quote: Quote, costs: SimulationCosts): DecimalText | null {
  const market = decimalFromStatistic(terms.side === "buy" ? quote.ask : quote.bid, PRICE_PLACES);
  const limit = decimal(terms.limitPrice);
  const reaches = terms.side === "buy" ? limit.gte(market) : limit.lte(market);
  if (!reaches) return null;
  const slip = market.times(String(costs.slippageBps)).div(BPS);
  const slipped = (terms.side === "buy" ? market.plus(slip) : market.minus(slip)).round(
    PRICE_PLACES,
    terms.side === "buy" ? Decimal.roundUp : Decimal.roundDown,
  );
  const worse = terms.side === "buy" ? slipped.gt(limit) : slipped.lt(limit);
  return toText(worse ? limit : slipped);
}

/** Commission of one fill, USD, rounded up to the cent. */
export function commission(quantity: DecimalText, price: DecimalText, costs: SimulationCosts): DecimalText {
  return decimal(quantity)
    .times(decimal(price))
    .times(String(costs.commissionBps))
    .div(BPS)
    .round(2, Decimal.roundUp)
    .toFixed();
}
