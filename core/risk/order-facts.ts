import type { Decimal } from "#core/model";
import type { AccountFacts, GateFacts } from "./facts.ts";
import { amount, oneOf, positiveAmount, present, ZERO } from "./reading.ts";

/** The order's own numbers, read once with every doubt raised. */
export interface OrderFigures {
  side: "buy" | "sell";
  quantity: Decimal;
  /** The worst price it may trade at, USD. */
  limitPrice: Decimal;
}

export function orderFigures(facts: GateFacts): OrderFigures {
  const terms = present(present(facts.proposal, "the proposal").terms, "the order's terms");
  const quantity = positiveAmount(terms.quantity, "the quantity");
  const limitPrice = positiveAmount(terms.limitPrice, "the limit price");
  return {
    side: oneOf(terms.side, ["buy", "sell"], "the side"),
    quantity,
    limitPrice,
  };
}

/** Quantity × the worst price the order may trade at, USD. */
export function worstNotionalOf(facts: GateFacts): Decimal {
  const { quantity, limitPrice } = orderFigures(facts);
  return quantity.times(limitPrice);
}

export const accountOf = (facts: GateFacts): AccountFacts => present(facts.account, "the account");

/** Equity above zero, USD. */
export const equityOf = (facts: GateFacts): Decimal => positiveAmount(accountOf(facts).equity, "the equity");

/** The position's signed quantity with what open orders may still add and take. */
export function positionFigures(facts: GateFacts): {
  quantity: Decimal;
  openBuys: Decimal;
  openSells: Decimal;
  marketValue: Decimal;
  openBuyNotional: Decimal;
} {
  const position = present(facts.position, "the position");
  return {
    quantity: amount(position.quantity, "the position"),
    openBuys: amount(position.openBuyQuantity, "open buy orders"),
    openSells: amount(position.openSellQuantity, "open sell orders"),
    marketValue: amount(position.marketValue, "the position's value"),
    openBuyNotional: amount(position.openBuyNotional, "open buy orders"),
  };
}

/**
 * Whether the order can only shrink the position: after all open orders on its side fill, the position has not
 * grown and not changed sign. Exits are never blocked by exposure limits.
 */
export function isReducing(facts: GateFacts): boolean {
  const { side, quantity } = orderFigures(facts);
  const position = positionFigures(facts);
  return side === "sell"
    ? position.quantity.gt(ZERO) && quantity.plus(position.openSells).lte(position.quantity)
    : position.quantity.lt(ZERO) && quantity.plus(position.openBuys).lte(position.quantity.neg());
}
