import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, orderFigures, worstNotionalOf } from "../order-facts.ts";
import { amount, money } from "../reading.ts";

/** C26. Sales pass. */
export const settledCash: Gate = {
  id: "C26",
  name: "settled cash",
  unit: "USD",
  formula: "open buys + this order ≤ cash − proceeds not settled",
  limits: [],
  source: "Regulation T §220.8: good-faith rule of cash accounts",
  reason: "What was bought with money that is not there yet may not be sold before it is.",
  measure(facts) {
    const account = accountOf(facts);
    const settled = amount(account.cash, "the cash").minus(amount(account.unsettledCash, "unsettled cash"));
    const used = amount(account.reservedBuys, "open orders").plus(worstNotionalOf(facts));
    if (orderFigures(facts).side === "sell")
      return { ...passes("A sale brings cash."), limit: money(settled) };
    return atMost(used.lte(settled), money(used), money(settled), {
      pass: "Settled cash covers this and the open orders.",
      deny: (needed, there) => `This and the open orders need ${needed} USD; ${there} have settled.`,
    });
  },
};
