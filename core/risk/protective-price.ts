import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type Instrument,
  InvalidInputError,
  type OrderType,
  type Quote,
  type Side,
  toText,
} from "#core/model";
import { Doubt, positiveAmount, readOnce } from "./reading.ts";

/** How far a market order may trade from the reference: 0.5 %. */
export const MARKET_ORDER_SLACK = new Decimal("0.005");

const HALF = new Decimal("0.5");
const readSide = readOnce((price: number) => decimalFromStatistic(price));

/** The middle of a quote whose two sides make sense; anything else is a doubt. */
export function referencePrice(quote: Quote): Decimal {
  const { bid, ask } = quote;
  if (
    ![bid, ask].every((side) => typeof side === "number" && Number.isFinite(side) && side > 0 && side < 1e9)
  )
    throw new Doubt("the price is not a number in range");
  if (bid > ask) throw new Doubt("the bid is above the offer");
  return readSide(bid).plus(readSide(ask)).times(HALF);
}

/** A price written down earlier. */
export const positiveReference = (text: unknown): Decimal => positiveAmount(text, "the reference price");

/**
 * The reference and the worst price an order may trade at. A market order gets the reference ± 0.5 %, rounded
 * away to whole ticks; a limit order keeps its own price.
 */
export function priceOrder(order: {
  side: Side;
  type: OrderType;
  limitPrice?: DecimalText;
  quote: Quote;
  tickSize: string;
}): { referencePrice: DecimalText; limitPrice: DecimalText } {
  const reference = referencePrice(order.quote);
  if (order.type === "limit" && order.limitPrice !== undefined)
    return { referencePrice: toText(reference), limitPrice: toText(decimal(order.limitPrice)) };
  const slack = reference.times(MARKET_ORDER_SLACK);
  const worst = order.side === "buy" ? reference.plus(slack) : reference.minus(slack);
  const tick = decimal(order.tickSize);
  const ticks = worst.div(tick).round(0, order.side === "buy" ? Decimal.roundUp : Decimal.roundDown);
  return { referencePrice: toText(reference), limitPrice: toText(ticks.times(tick)) };
}

/**
 * Whole lots an amount of money buys at the worst price.
 *
 * @throws InvalidInputError when it does not buy one
 */
export function sizeByNotional(
  notionalUsd: DecimalText,
  limitPrice: DecimalText,
  instrument: Instrument,
): DecimalText {
  const lot = decimal(instrument.lotSize);
  const lots = decimal(notionalUsd).div(decimal(limitPrice).times(lot)).round(0, Decimal.roundDown);
  if (lots.gt("0")) return toText(lots.times(lot));
  throw new InvalidInputError({
    what: `$${notionalUsd} does not buy one unit of ${instrument.symbol}.`,
    why: `One may cost up to $${limitPrice}, and only whole units are traded.`,
    fix: "Put in more, or choose a cheaper instrument.",
  });
}
