import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, orderFigures } from "../order-facts.ts";
import { amount, money, positiveNumber, present } from "../reading.ts";

/** C25: open buys + this order ≤ maxBuyingPowerUse × cash, USD. Sales bring cash and pass. */
export const buyingPower: Gate = {
  id: "C25",
  name: "buying power",
  unit: "USD",
  measure(facts) {
    const { side, worstNotional } = orderFigures(facts);
    const account = accountOf(facts);
    const cash = amount(account.cash, "the cash");
    const limit = cash.times(
      positiveNumber(present(facts.limits, "the limits").maxBuyingPowerUse, "the limit"),
    );
    if (side === "sell") return { ...passes("A sale brings cash."), limit: money(limit) };
    const used = amount(account.reservedBuys, "open orders").plus(worstNotional);
    return atMost(used.lte(limit), money(used), money(limit), {
      pass: "Cash covers this and the open orders.",
      deny: `This and the open orders need ${money(used)} USD; ${money(limit)} may be used.`,
    });
  },
};
