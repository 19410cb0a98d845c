import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, orderFigures, worstNotionalOf } from "../order-facts.ts";
import { amount, money, positiveNumber, present } from "../reading.ts";

/** C25: open buys + this order ≤ maxBuyingPowerUse × cash, USD. Sales bring cash and pass. */
export const buyingPower: Gate = {
  id: "C25",
  name: "buying power",
  unit: "USD",
  formula: "open buys + this order ≤ maxBuyingPowerUse × cash",
  limits: ["maxBuyingPowerUse"],
  source: "15c3-5(c)(1)(i)",
  reason: "What is promised must be there when it is asked for.",
  measure(facts) {
    const { side } = orderFigures(facts);
    const worstNotional = worstNotionalOf(facts);
    const account = accountOf(facts);
    const cash = amount(account.cash, "the cash");
    const limit = cash.times(
      positiveNumber(present(facts.limits, "the limits").maxBuyingPowerUse, "the limit"),
    );
    if (side === "sell") return { ...passes("A sale brings cash."), limit: money(limit) };
    const used = amount(account.reservedBuys, "open orders").plus(worstNotional);
    return atMost(used.lte(limit), money(used), money(limit), {
      pass: "Cash covers this and the open orders.",
      deny: (needed, allowed) => `This and the open orders need ${needed} USD; ${allowed} may be used.`,
    });
  },
};
