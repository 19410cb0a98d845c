import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type Instrument,
  InvalidInputError,
  type OrderTerms,
  type Quote,
  type Side,
  type StopLoss,
  toText,
} from "#core/model";
import { Doubt, positiveAmount, readOnce } from "./reading.ts";

/** How far a market order may trade from the reference: 0.5 %. */
export const MARKET_ORDER_SLACK = new Decimal("0.005");
/** How far a stop may trade from where it wakes up: 1 %, because it wakes up in a moving market. */
export const STOP_ORDER_SLACK = new Decimal("0.01");

const HALF = new Decimal("0.5");
const PERCENT = new Decimal("0.01");
const SMALLEST = new Decimal("0.000001");
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

/** Where an order begins to trade: at its stop, or at the market. A trailing stop stands so far from the reference. */
export function triggerPrice(
  { side, stopPrice, trail }: Pick<OrderTerms, "side" | "stopPrice" | "trail">,
  reference: Decimal,
): Decimal {
  if (stopPrice !== undefined) return positiveAmount(stopPrice, "the stop price");
  if (trail === undefined) return reference;
  const amount = positiveAmount(trail.amount, "the trail");
  const distance = trail.by === "percent" ? reference.times(amount).times(PERCENT) : amount;
  return side === "buy" ? reference.plus(distance) : reference.minus(distance);
}

/** So far from a price on the side that hurts, rounded away from it to whole ticks. */
function beyond(side: Side, price: Decimal, slack: Decimal, tickSize: string): DecimalText {
  const worst = side === "buy" ? price.plus(price.times(slack)) : price.minus(price.times(slack));
  const tick = decimal(tickSize);
  const ticks = worst.div(tick).round(0, side === "buy" ? Decimal.roundUp : Decimal.roundDown);
  return toText(ticks.times(tick));
}

export interface OrderToPrice extends Pick<OrderTerms, "side" | "type" | "stopPrice" | "trail"> {
  limitPrice?: DecimalText;
  /** The limit may be left open; it is then set below the stop. */
  stopLoss?: { stopPrice: DecimalText; limitPrice?: DecimalText };
  quote: Quote;
  tickSize: string;
}

/**
 * The reference and the worst price an order may trade at. A market order gets the reference ± 0.5 %, a stop or a
 * trailing stop its trigger ± 1 %, both rounded away to whole ticks; an order with a limit keeps its own.
 */
export function priceOrder(order: OrderToPrice): {
  referencePrice: DecimalText;
  limitPrice: DecimalText;
  stopLoss?: StopLoss;
} {
  const { side, type, tickSize, stopLoss } = order;
  const reference = referencePrice(order.quote);
  const hasLimit = (type === "limit" || type === "stop-limit") && order.limitPrice !== undefined;
  const slack = type === "market" ? MARKET_ORDER_SLACK : STOP_ORDER_SLACK;
  return {
    referencePrice: toText(reference),
    limitPrice: hasLimit
      ? toText(decimal(order.limitPrice ?? ""))
      : beyond(side, triggerPrice(order, reference), slack, tickSize),
    ...(stopLoss && {
      stopLoss: {
        stopPrice: toText(decimal(stopLoss.stopPrice)),
        limitPrice: stopLoss.limitPrice
          ? toText(decimal(stopLoss.limitPrice))
          : beyond("sell", decimal(stopLoss.stopPrice), STOP_ORDER_SLACK, tickSize),
      },
    }),
  };
}

/**
 * Why this order would wake up at once, at the price of now: a stop on the wrong side of the market.
 *
 * @returns null when it waits, or does not wait for a price at all
 */
export function passedStop(
  {
    side,
    stopPrice,
    orderClass,
    stopLoss,
  }: Pick<OrderTerms, "side" | "stopPrice" | "orderClass" | "stopLoss">,
  reference: Decimal,
): string | null {
  const at = toText(reference);
  if (
    stopPrice !== undefined &&
    (side === "buy" ? reference.gte(decimal(stopPrice)) : reference.lte(decimal(stopPrice)))
  )
    return `A ${side} stop at ${stopPrice} lies on the wrong side of the market, which is at ${at}.`;
  if (orderClass !== undefined && stopLoss && reference.lte(decimal(stopLoss.stopPrice)))
    return `The stop-loss at ${stopLoss.stopPrice} is not below the market, which is at ${at}.`;
  return null;
}

/**
 * What an amount of money buys at the worst price: whole lots, or parts of a unit to six places.
 *
 * @throws InvalidInputError when it does not buy one
 */
export function sizeByNotional(
  notionalUsd: DecimalText,
  limitPrice: DecimalText,
  instrument: Instrument,
  { inParts = false } = {},
): DecimalText {
  const lot = inParts ? SMALLEST : decimal(instrument.lotSize);
  const lots = decimal(notionalUsd).div(decimal(limitPrice).times(lot)).round(0, Decimal.roundDown);
  if (lots.gt("0")) return toText(lots.times(lot));
  throw new InvalidInputError({
    what: `$${notionalUsd} does not buy one unit of ${instrument.symbol}.`,
    why: `One may cost up to $${limitPrice}, and only whole units are traded.`,
    fix: instrument.fractionable
      ? "Put in more, or ask for a part of a unit (fractional)."
      : "Put in more, or choose a cheaper instrument.",
  });
}
