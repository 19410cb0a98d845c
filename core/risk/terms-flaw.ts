import { decimal, type OrderTerms } from "#core/model";

/** Why such an order cannot be: words for a person, ready for an error. */
export interface TermsFlaw {
  what: string;
  why: string;
  fix: string;
}

const flaw = (what: string, why: string, fix: string): TermsFlaw => ({ what, why, fix });
const STOPS: readonly string[] = ["stop", "stop-limit"];
const an = (orderClass: string) => (orderClass === "bracket" ? "A bracket" : `An ${orderClass}`);
const isAbove = (a: string, b: string) => decimal(a).gt(decimal(b));

/**
 * What makes these terms no order at all, whatever the market does: fields that do not belong together, and prices
 * that stand the wrong way round.
 *
 * @returns the first flaw, or null
 * @source Alpaca order rules; a desk that is long only
 */
export function flawOfTerms(terms: OrderTerms): TermsFlaw | null {
  return flawOfTrigger(terms) ?? flawOfTime(terms) ?? flawOfFraction(terms) ?? flawOfClass(terms);
}

function flawOfTrigger({ type, side, stopPrice, limitPrice, trail }: OrderTerms): TermsFlaw | null {
  if (STOPS.includes(type) !== (stopPrice !== undefined))
    return stopPrice === undefined
      ? flaw(`A ${type} order needs a stop price.`, "It says when the order wakes up.", "Give stopPrice.")
      : flaw(
          `A ${type} order has no stop price.`,
          "Only stop and stop-limit orders wait for one.",
          'Leave stopPrice out, or make it a "stop" order.',
        );
  if ((type === "trailing-stop") !== (trail !== undefined))
    return trail === undefined
      ? flaw(
          "A trailing stop needs a distance.",
          "It follows the best price by so much.",
          'Give trail, such as {"by": "percent", "amount": "5"}.',
        )
      : flaw(
          `A ${type} order does not trail.`,
          "Only a trailing stop follows the price.",
          'Leave trail out, or make it a "trailing-stop".',
        );
  if (trail?.by === "percent" && !isAbove("50", trail.amount))
    return flaw(
      `A trail of ${trail.amount} % is too far.`,
      "A stop half the price away stops nothing.",
      "Trail by less than 50 percent.",
    );
  if (
    stopPrice !== undefined &&
    (side === "buy" ? isAbove(stopPrice, limitPrice) : isAbove(limitPrice, stopPrice))
  )
    return flaw(
      `A ${side} stop at ${stopPrice} with a limit of ${limitPrice} would wake up beyond its own limit.`,
      "It could never trade when it should.",
      `Set the limit ${side === "buy" ? "at or above" : "at or below"} the stop.`,
    );
  return null;
}

function flawOfTime({ type, timeInForce, extendedHours, orderClass }: OrderTerms): TermsFlaw | null {
  const isPlain = type === "market" || type === "limit";
  if (extendedHours === true && (type !== "limit" || timeInForce !== "day" || orderClass !== undefined))
    return flaw(
      "Only a simple limit order for the day can trade outside the session.",
      "Out of hours markets are thin, so brokers take nothing there without a limit.",
      'Use type "limit" and timeInForce "day", or leave extendedHours out.',
    );
  if (!isPlain && timeInForce !== "day" && timeInForce !== "gtc")
    return flaw(
      `A ${type} order cannot be ${timeInForce}.`,
      "It waits for its price, so it needs a day or more.",
      'Use timeInForce "day" or "gtc".',
    );
  if (orderClass !== undefined && timeInForce !== "day" && timeInForce !== "gtc")
    return flaw(
      `${an(orderClass)} order cannot be ${timeInForce}.`,
      "Its exits have to stand after the entry is done.",
      'Use timeInForce "day" or "gtc".',
    );
  return null;
}

function flawOfFraction({ quantity, type, timeInForce, orderClass }: OrderTerms): TermsFlaw | null {
  const isWhole = decimal(quantity).mod("1").eq("0");
  const mayBePart =
    (type === "market" || type === "limit") && timeInForce === "day" && orderClass === undefined;
  return isWhole || mayBePart
    ? null
    : flaw(
        `${quantity} units cannot be a ${orderClass ?? type} order, ${timeInForce}.`,
        "Parts of a unit trade only as simple market or limit orders for the day.",
        "Use whole units, or a market or limit order for the day.",
      );
}

function flawOfClass(terms: OrderTerms): TermsFlaw | null {
  const { orderClass, takeProfit, stopLoss } = terms;
  if (orderClass === undefined)
    return takeProfit === undefined && stopLoss === undefined
      ? null
      : flaw(
          "Exits are given, but not how they hang together.",
          "A take-profit or stop-loss belongs to a bracket, oto or oco order.",
          'Give orderClass "bracket" (both), "oto" (entry and stop-loss) or "oco" (exit with both).',
        );
  if (stopLoss === undefined)
    return flaw(
      `${an(orderClass)} order needs a stop-loss.`,
      "It is what the class is for.",
      "Give stopLoss.",
    );
  if ((orderClass === "bracket") !== (takeProfit !== undefined))
    return takeProfit === undefined
      ? flaw(
          "A bracket needs a take-profit.",
          "It has two exits.",
          'Give takeProfit, or use orderClass "oto".',
        )
      : flaw(
          `${an(orderClass)} order has no take-profit of its own.`,
          orderClass === "oco" ? "Its limitPrice is the take-profit." : "It has one exit, the stop-loss.",
          orderClass === "oco" ? "Give that price as limitPrice." : 'Use orderClass "bracket" for both.',
        );
  return flawOfClassType(terms, orderClass) ?? flawOfExitPrices(terms, stopLoss);
}

function flawOfClassType({ type, side }: OrderTerms, orderClass: string): TermsFlaw | null {
  const isOco = orderClass === "oco";
  if (isOco ? type !== "limit" : type !== "market" && type !== "limit")
    return flaw(
      `${an(orderClass)} order cannot be a ${type} order.`,
      isOco ? "Its own price is the take-profit, which is a limit." : "Its entry is a market or limit order.",
      `Use type "limit"${isOco ? "" : ' or "market"'}.`,
    );
  if ((side === "sell") !== isOco)
    return flaw(
      `${an(orderClass)} order cannot ${side} here.`,
      "This desk only sells what it holds: a bracket or oto enters by buying, an oco leaves by selling.",
      isOco ? 'Use side "sell".' : 'Use orderClass "oco" to sell with a take-profit and a stop-loss.',
    );
  return null;
}

function flawOfExitPrices(
  { limitPrice, takeProfit }: OrderTerms,
  stopLoss: NonNullable<OrderTerms["stopLoss"]>,
): TermsFlaw | null {
  if (isAbove(stopLoss.limitPrice, stopLoss.stopPrice))
    return flaw(
      `A stop-loss at ${stopLoss.stopPrice} with a limit of ${stopLoss.limitPrice} would wake up beyond its own limit.`,
      "It could never sell when it should.",
      "Set the limit at or below the stop.",
    );
  if (takeProfit !== undefined && !isAbove(takeProfit.limitPrice, limitPrice))
    return flaw(
      `The take-profit of ${takeProfit.limitPrice} is not above ${limitPrice}, the most the entry may pay.`,
      "It would take a loss.",
      "Set it higher.",
    );
  if (!isAbove(limitPrice, stopLoss.stopPrice))
    return flaw(
      `The stop-loss at ${stopLoss.stopPrice} is not below ${limitPrice}.`,
      "It would sell at once.",
      "Set it lower.",
    );
  return null;
}
