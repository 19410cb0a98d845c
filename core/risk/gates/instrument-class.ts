import { denies, type Gate, passes } from "../gate.ts";
import { oneOf, present } from "../reading.ts";

/** C28: shares, funds and the paper index; options, futures and coins are not traded here. */
export const instrumentClass: Gate = {
  id: "C28",
  name: "derivatives and crypto",
  unit: "class",
  formula: "class of the instrument ∈ {equity, etf, index}",
  limits: [],
  source: "brokers' option levels; practice",
  reason: "What has an expiry, a multiplier or no close needs controls this desk does not have.",
  measure(facts) {
    const kind: string = present(facts.instrument, "the instrument").kind;
    const known = oneOf(kind, ["equity", "etf", "index", "option", "future", "crypto"], "the class");
    const isAllowed = ["equity", "etf", "index"].includes(known);
    return isAllowed
      ? { ...passes("Its class is traded here."), figure: known, limit: "equity, etf or index" }
      : denies("Derivatives and crypto are not traded on this desk.", known, "equity, etf or index");
  },
};
