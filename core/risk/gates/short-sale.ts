import { atMost, type Gate, passes } from "../gate.ts";
import { orderFigures, positionFigures } from "../order-facts.ts";

/** C27: a sale is at most what is held and not already for sale, units. Short selling is off. */
export const shortSale: Gate = {
  id: "C27",
  name: "short sale",
  unit: "units",
  formula: "quantity sold ≤ held − already for sale",
  limits: [],
  source: "Regulation SHO",
  reason: "A sale of what is not held is a bet without a ceiling on the loss; it is off.",
  measure(facts) {
    const { side, quantity } = orderFigures(facts);
    const position = positionFigures(facts);
    if (side === "buy") return passes("Not a sale.");
    const free = position.quantity.minus(position.openSells);
    return atMost(quantity.lte(free), quantity.toFixed(), free.toFixed(), {
      pass: "Everything sold is held.",
      deny: (_wanted, can) => `Only ${can} can be sold; short selling is off.`,
    });
  },
};
