import { Decimal } from "#core/model";
import { denies, type Gate, passes } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import { epochMs, positiveAmount, positiveCount, present } from "../reading.ts";

/** Prices closer than this fraction count as the same wish: a market order's limit moves with the market. */
const SAME_PRICE = new Decimal("0.01");

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
    const { side, quantity, limitPrice } = orderFigures(facts);
    const window = positiveCount(present(facts.limits, "the limits").duplicateWindowMs, "the window");
    const now = epochMs(facts.now, "the time");
    for (const order of present(facts.recentOrders, "the recent orders")) {
      const age = now - epochMs(order.createdAt, "an order's time");
      const distance = positiveAmount(order.limitPrice, "an order's price").minus(limitPrice).abs();
      const sameQuantity = positiveAmount(order.quantity, "an order's quantity").eq(quantity);
      const same =
        order.symbol === facts.proposal.terms.symbol &&
        order.side === side &&
        sameQuantity &&
        distance.lte(limitPrice.times(SAME_PRICE));
      if (same && age < window)
        return denies(
          `The same order was proposed ${Math.max(0, Math.round(age / 1000))} s ago. If it is meant again, wait until ${window / 1000} s have passed.`,
          String(Math.max(0, Math.round(age / 1000))),
          String(window / 1000),
        );
    }
    return { ...passes("No such order lately."), limit: String(window / 1000) };
  },
};
