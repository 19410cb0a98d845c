import { OrderTerms } from "#core/model";
import { denies, type Gate, passes } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import { orderHash } from "../order-hash.ts";
import { positiveAmount, present, ZERO } from "../reading.ts";

/** C06: terms in the strict schema, finite and in range, in whole lots and ticks, hashing to what they claim. */
export const wellFormed: Gate = {
  id: "C06",
  name: "well-formed",
  unit: "form",
  formula: "the terms fit the strict schema, in whole lots and ticks, and hash to what was proposed",
  limits: [],
  source: "15c3-5(c)(1)(ii)",
  reason: "What cannot be read exactly cannot be checked, and what changed was not approved.",
  measure(facts) {
    const { quantity, limitPrice } = orderFigures(facts);
    const terms = OrderTerms.safeParse(facts.proposal.terms);
    if (!terms.success) return denies("The terms do not fit their schema.");
    if (orderHash(terms.data) !== facts.proposal.orderHash)
      return denies("The terms do not hash to what was proposed.");
    const { lotSize, tickSize } = present(facts.instrument, "the instrument");
    const lot = positiveAmount(lotSize, "the lot size");
    if (!quantity.mod(lot).eq(ZERO))
      return denies("The quantity is not in whole lots.", terms.data.quantity, lotSize);
    if (!limitPrice.mod(positiveAmount(tickSize, "the tick size")).eq(ZERO))
      return denies("The price is not in whole ticks.", terms.data.limitPrice, tickSize);
    return passes("The terms are complete and exact.");
  },
};
