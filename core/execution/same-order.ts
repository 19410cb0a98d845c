import type { OrderTerms } from "#core/model";
import { orderHash } from "#core/risk";

/**
 * Whether two forms are one order as far as a broker can tell: a market order travels as a limit order at its
 * protective price, a stop as a stop-limit, and a trailing stop without its bound.
 */
export const isSameOrder = (ours: OrderTerms, theirs: OrderTerms): boolean =>
  orderHash(travelForm(ours)) === orderHash(travelForm(theirs));

function travelForm(terms: OrderTerms): OrderTerms {
  switch (terms.type) {
    case "market":
      return { ...terms, type: "limit" };
    case "stop":
      return { ...terms, type: "stop-limit" };
    case "trailing-stop":
      return { ...terms, limitPrice: "1" };
    default:
      return terms;
  }
}
