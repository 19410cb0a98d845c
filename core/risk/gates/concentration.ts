import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, holdingsAfter, isReducing } from "../order-facts.ts";
import { percent, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

/** C21. Exits pass. */
export const concentration: Gate = {
  id: "C21",
  name: "concentration",
  unit: "of equity",
  formula: "Σ of the five largest positions with open buys and this order ≤ maxTopFiveOfEquity × equity",
  limits: ["maxTopFiveOfEquity"],
  source: "practice",
  reason: "A few names that fall together must not take the account with them.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const share = positiveNumber(present(facts.limits, "the limits").maxTopFiveOfEquity, "the limit");
    const equity = equityOf(facts);
    const sum = holdingsAfter(facts)
      .map(({ worst }) => worst)
      .sort((a, b) => b.cmp(a))
      .slice(0, 5)
      .reduce((total, worst) => total.plus(worst), ZERO);
    return atMost(sum.lte(equity.times(share)), shareOf(sum, equity), percent(share), {
      pass: "The five largest positions stay within their limit.",
      deny: (reached, allowed) =>
        `The five largest positions could reach ${reached} of equity, more than ${allowed}.`,
    });
  },
};
