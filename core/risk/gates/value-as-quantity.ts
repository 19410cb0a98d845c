import { Decimal } from "#core/model";
import { denies, type Gate, passes } from "../gate.ts";
import { isReducing, orderFigures, usualOrder, worstNotionalOf } from "../order-facts.ts";

const HALF = new Decimal("0.5");
const TWICE = new Decimal("2");

/** C14. Exits pass. */
export const valueAsQuantity: Gate = {
  id: "C14",
  name: "value as quantity",
  unit: "units",
  formula:
    "not (quantity ≥ ½ × usual notional in dollars and worst notional ≥ 2 × usual notional); from the 20th order on",
  limits: [],
  source: "the Citigroup basket of May 2022",
  reason: "Dollars typed where units belong make an order as many times too large as the price.",
  measure(facts) {
    const usual = usualOrder(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (usual === null) return passes("Too few orders before it to know the usual one.");
    const { quantity } = orderFigures(facts);
    const bound = usual.times(HALF);
    const looksLikeMoney = quantity.gte(bound) && worstNotionalOf(facts).gte(usual.times(TWICE));
    if (looksLikeMoney)
      return denies(
        `${quantity.toFixed()} units look like an amount of money: orders are usually worth ${usual.round(0).toFixed()} USD.`,
        quantity.toFixed(),
        bound.round(2).toFixed(),
      );
    return {
      ...passes("The quantity reads as units."),
      figure: quantity.toFixed(),
      limit: bound.round(2).toFixed(),
    };
  },
};
