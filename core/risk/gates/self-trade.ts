import { denies, type Gate, passes } from "../gate.ts";
import { present, wholeCount } from "../reading.ts";

/** C35 */
export const selfTrade: Gate = {
  id: "C35",
  name: "self-trade",
  unit: "own orders it could meet",
  formula: "no open order of the account on the other side of the instrument at a price that would cross",
  limits: [],
  source: "FINRA 5210.02",
  reason: "Trading with oneself makes a price where there is none.",
  measure(facts) {
    const crossing = wholeCount(present(facts.openOrders, "open orders").crossing, "own orders");
    return crossing === 0
      ? { ...passes("No own order stands in its way."), figure: "0", limit: "0" }
      : denies("It could trade with an own open order; cancel that one first.", String(crossing), "0");
  },
};
