import { type Gate, passes } from "../gate.ts";
import { positiveCount } from "../reading.ts";

/** C16: an order of several legs passes as a whole or not at all. */
export const basket: Gate = {
  id: "C16",
  name: "basket",
  unit: "legs refused",
  formula: "no leg of the basket is refused, each judged as if all the others had traded at their worst",
  limits: [],
  source: "Citi 2022, Nautilus ORDER_LIST_DENIED",
  reason: "Half a rebalancing is a position nobody wished for.",
  measure({ basket: whole }) {
    if (whole === null) return passes("Not part of a basket.");
    const legs = positiveCount(whole.legs, "the number of legs");
    const failing = whole.failing.map(({ symbol, controls }) => `${symbol} (${controls.join(", ")})`);
    return {
      outcome: failing.length === 0 ? "pass" : "deny",
      figure: String(failing.length),
      limit: "0",
      reason:
        failing.length === 0
          ? `All ${legs} legs pass together.`
          : `Of the ${legs} legs ${failing.join(", ")} may not pass, so none does.`,
    };
  },
};
