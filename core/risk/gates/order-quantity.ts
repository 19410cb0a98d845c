import { atMost, type Gate } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import { positiveAmount, present } from "../reading.ts";

/** C07: quantity ≤ maxOrderQuantity, units. */
export const orderQuantity: Gate = {
  id: "C07",
  name: "order quantity",
  unit: "units",
  formula: "quantity ≤ maxOrderQuantity",
  limits: ["maxOrderQuantity"],
  source: "RTS 6 Art. 15(1)(c)",
  reason: "A slip of the finger in units is caught whatever the price.",
  measure(facts) {
    const { quantity } = orderFigures(facts);
    const limit = positiveAmount(present(facts.limits, "the limits").maxOrderQuantity, "the quantity limit");
    return atMost(quantity.lte(limit), quantity.toFixed(), limit.toFixed(), {
      pass: "Within the largest order allowed.",
      deny: (wanted, allowed) => `${wanted} units is more than the ${allowed} allowed in one order.`,
    });
  },
};
