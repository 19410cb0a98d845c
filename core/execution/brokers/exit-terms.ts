import type { DecimalText, OrderTerms } from "#core/model";

/** Our name for the exit of an entry. */
export const exitIdOf = (entryId: string): string => `${entryId}-x`;

/**
 * The exit that a bracket or oto entry leaves behind once it is done: one order, written by our database and held by
 * the broker. Two prices make it an oco, a stop alone a stop-limit order. Null when the entry leaves none.
 */
export function exitTermsOf(entry: OrderTerms, filledQuantity: DecimalText): OrderTerms | null {
  const { stopLoss, takeProfit, orderClass, environment, account, symbol, timeInForce } = entry;
  if (!stopLoss || (orderClass !== "bracket" && orderClass !== "oto")) return null;
  const side = entry.side === "buy" ? "sell" : "buy";
  const common = { environment, account, symbol, side, quantity: filledQuantity, timeInForce } as const;
  return takeProfit
    ? { ...common, type: "limit", limitPrice: takeProfit.limitPrice, orderClass: "oco", stopLoss }
    : { ...common, type: "stop-limit", limitPrice: stopLoss.limitPrice, stopPrice: stopLoss.stopPrice };
}
