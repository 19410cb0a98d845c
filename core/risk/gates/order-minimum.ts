import { atMost, type Gate } from "../gate.ts";
import { worstNotionalOf } from "../order-facts.ts";
import { money, positiveAmount, present } from "../reading.ts";

/** C09 */
export const orderMinimum: Gate = {
  id: "C09",
  name: "least order",
  unit: "USD",
  formula: "quantity × worst price ≥ minOrderNotionalUsd",
  limits: ["minOrderNotionalUsd"],
  source: "brokers' least order; NautilusTrader min_notional",
  reason: "An order of nothing costs fees and says that something upstream went wrong.",
  measure(facts) {
    const worst = worstNotionalOf(facts);
    const least = positiveAmount(present(facts.limits, "the limits").minOrderNotionalUsd, "the least order");
    return atMost(worst.gte(least), money(worst), money(least), {
      pass: "Large enough to be worth an order.",
      deny: (wanted, asked) => `${wanted} USD is less than the ${asked} an order must be worth.`,
    });
  },
};
