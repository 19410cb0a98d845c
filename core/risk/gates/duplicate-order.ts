import { denies, type Gate, passes } from "../gate.ts";
import { epochMs, list, positiveCount, present } from "../reading.ts";

/** C33: no other order for the same instrument, side, quantity and price within duplicateWindowMs. */
export const duplicateOrder: Gate = {
  id: "C33",
  name: "duplicate order",
  unit: "s since the same order",
  formula: "no order of the same instrument, side, quantity and price within duplicateWindowMs",
  limits: ["duplicateWindowMs"],
  source: "15c3-5(c)(1)(ii)",
  reason: "A retry or a second click is not a second wish.",
  measure(facts) {
    const window = positiveCount(present(facts.limits, "the limits").duplicateWindowMs, "the window");
    const now = epochMs(facts.now, "the time");
    const limit = String(window / 1000);
    const same = list(present(facts.activity, "the day's orders").sameOrders, "the same orders");
    for (const at of same) {
      const age = now - epochMs(at, "an order's time");
      if (age < window)
        return denies(
          `The same order was proposed ${Math.max(0, Math.round(age / 1000))} s ago. If it is meant again, wait until ${limit} s have passed.`,
          String(Math.max(0, Math.round(age / 1000))),
          limit,
        );
    }
    return { ...passes("No such order lately."), limit };
  },
};
