import { statisticFromDecimal } from "#core/model";
import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, isReducing } from "../order-facts.ts";
import { positiveNumber, present, shareText, statistic } from "../reading.ts";

/** C39. Exits, and whatever lowers it, pass. */
export const valueAtRisk: Gate = {
  id: "C39",
  name: "value at risk",
  unit: "of equity",
  formula:
    "one-day historical value at risk at 99 % with the order ≤ maxVarOfEquity × equity, or lower than before",
  limits: ["maxVarOfEquity"],
  source: "Basel market-risk practice (CRE, 99 % historical simulation)",
  reason: "What a bad day would cost depends on what moves together, which no sum of sizes shows.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const limit = statistic(present(facts.limits, "the limits").maxVarOfEquity, "the limit");
    positiveNumber(limit, "the limit");
    const tail = present(facts.tail, "the value at risk");
    const before = statistic(tail.beforeUsd, "the value at risk");
    const after = statistic(tail.afterUsd, "the value at risk");
    const equity = statisticFromDecimal(equityOf(facts));
    const isWithin = after <= limit * equity || after < before;
    return atMost(isWithin, shareText(after / equity), shareText(limit), {
      pass: "A bad day stays within its limit.",
      deny: (reached, allowed) => `A bad day could cost ${reached} of equity, more than ${allowed}.`,
    });
  },
};
