import { atMost, type Gate, passes } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import { referencePrice, triggerPrice } from "../protective-price.ts";
import { percent, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

/** C10: distance of the limit from the reference on the side that hurts ≤ priceCollarFraction; of a stop, from its trigger. */
export const priceCollar: Gate = {
  id: "C10",
  name: "price collar",
  unit: "of reference",
  formula: "(worst price − reference) ÷ reference on the side that hurts ≤ priceCollarFraction",
  limits: ["priceCollarFraction"],
  source: "RTS 6 Art. 15(1)(a)",
  reason: "An order far through the market pays whatever is asked.",
  measure(facts) {
    const { side, limitPrice } = orderFigures(facts);
    const reference = triggerPrice(facts.proposal.terms, referencePrice(present(facts.quote, "a price")));
    const limit = positiveNumber(present(facts.limits, "the limits").priceCollarFraction, "the collar");
    const beyond = side === "buy" ? limitPrice.minus(reference) : reference.minus(limitPrice);
    const figure = shareOf(beyond, reference);
    if (beyond.lte(ZERO))
      return {
        ...passes("The limit is on the safe side of the market."),
        figure,
        limit: percent(limit),
      };
    return atMost(beyond.lte(reference.times(limit)), figure, percent(limit), {
      pass: "The limit is close to the market.",
      deny: (beyondBy, allowed) => `The limit is ${beyondBy} beyond the market, more than ${allowed}.`,
    });
  },
};
