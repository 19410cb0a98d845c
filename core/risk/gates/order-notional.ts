import { atMost, type Gate } from "../gate.ts";
import { equityOf, worstNotionalOf } from "../order-facts.ts";
import { money, positiveAmount, positiveNumber, present } from "../reading.ts";

/** C08: quantity × worst price ≤ min(maxOrderNotionalUsd, maxOrderNotionalOfEquity × equity), USD. */
export const orderNotional: Gate = {
  id: "C08",
  name: "order notional",
  unit: "USD",
  formula: "quantity × worst price ≤ min(maxOrderNotionalUsd, maxOrderNotionalOfEquity × equity)",
  limits: ["maxOrderNotionalUsd", "maxOrderNotionalOfEquity"],
  source: "RTS 6 Art. 15(1)(b); 15c3-5(c)(1)(ii)",
  reason: "No single order may hurt the account badly.",
  measure(facts) {
    const worstNotional = worstNotionalOf(facts);
    const limits = present(facts.limits, "the limits");
    const absolute = positiveAmount(limits.maxOrderNotionalUsd, "the notional limit");
    const relative = equityOf(facts).times(
      positiveNumber(limits.maxOrderNotionalOfEquity, "the notional limit"),
    );
    const limit = absolute.lt(relative) ? absolute : relative;
    return atMost(worstNotional.lte(limit), money(worstNotional), money(limit), {
      pass: "Within the largest order allowed.",
      deny: (worst, allowed) => `At worst ${worst} USD, more than the ${allowed} allowed in one order.`,
    });
  },
};
