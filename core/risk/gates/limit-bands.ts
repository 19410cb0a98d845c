import { denies, type Gate, passes } from "../gate.ts";
import { isMadeUp } from "../order-facts.ts";

/** C12: no feed of this desk tells the bands yet, so an order on a real exchange is denied plainly. */
export const limitBands: Gate = {
  id: "C12",
  name: "limit-up limit-down",
  unit: "bands",
  formula: "the worst price lies inside the exchange's bands, and neither name nor market is halted",
  limits: [],
  source: "National Market System plan to address extraordinary market volatility",
  reason: "Outside the bands nothing trades; an order there waits for the moment it should not have.",
  measure(facts) {
    return isMadeUp(facts)
      ? passes("A made-up market has no bands and no halts.")
      : denies("The exchange's price bands are not known to this desk.");
  },
};
