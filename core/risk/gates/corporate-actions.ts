import { denies, type Gate, passes } from "../gate.ts";
import { isMadeUp, isReducing } from "../order-facts.ts";

/** C38: no feed of this desk tells them yet, so opening orders in real names are denied plainly. Exits pass. */
export const corporateActions: Gate = {
  id: "C38",
  name: "corporate actions",
  unit: "events",
  formula: "no split, symbol change or ex-date today or tomorrow for an opening order",
  limits: [],
  source: "brokers' replaced orders on splits",
  reason: "On such a day a quantity and a price may mean something else by the time they trade.",
  measure(facts) {
    const madeUp = isMadeUp(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    return madeUp
      ? passes("A made-up market has no corporate actions.")
      : denies("The corporate actions of this instrument are not known to this desk.");
  },
};
