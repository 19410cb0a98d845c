import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, isReducing, orderFigures, worstNotionalOf } from "../order-facts.ts";
import { amount, money, positiveAmount, positiveCount, present, wholeCount } from "../reading.ts";

/** C29. Exits pass. */
export const openOrders: Gate = {
  id: "C29",
  name: "open orders",
  unit: "orders",
  formula:
    "open orders with this one ≤ maxOpenOrders, in the instrument ≤ maxOpenOrdersPerSymbol, open buys in USD ≤ maxOpenOrdersUsd",
  limits: ["maxOpenOrders", "maxOpenOrdersPerSymbol", "maxOpenOrdersUsd"],
  source: "RTS 6 Art. 15(2)",
  reason: "Orders that wait can all trade at once.",
  measure(facts) {
    const limits = present(facts.limits, "the limits");
    const most = positiveCount(limits.maxOpenOrders, "the order limit");
    const mostOfSymbol = positiveCount(limits.maxOpenOrdersPerSymbol, "the order limit");
    const mostUsd = positiveAmount(limits.maxOpenOrdersUsd, "the order limit");
    const open = present(facts.openOrders, "open orders");
    const count = wholeCount(open.count, "open orders") + 1;
    const ofSymbol = wholeCount(open.ofSymbol, "open orders") + 1;
    const { side } = orderFigures(facts);
    const usd = amount(accountOf(facts).reservedBuys, "open orders").plus(worstNotionalOf(facts));
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (side === "buy" && usd.gt(mostUsd))
      return atMost(false, money(usd), money(mostUsd), {
        pass: "",
        deny: (reached, allowed) => `Open buys could cost ${reached} USD, more than ${allowed}.`,
      });
    if (ofSymbol > mostOfSymbol)
      return atMost(false, String(ofSymbol), String(mostOfSymbol), {
        pass: "",
        deny: (reached, allowed) => `This would be open order ${reached} in it; ${allowed} are allowed.`,
      });
    return atMost(count <= most, String(count), String(most), {
      pass: "Few enough orders are open.",
      deny: (reached, allowed) => `This would be open order ${reached}; ${allowed} are allowed.`,
    });
  },
};
