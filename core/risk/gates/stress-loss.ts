import { Decimal } from "#core/model";
import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, holdingsAfter, isReducing } from "../order-facts.ts";
import { percent, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

const EACH_NAME = new Decimal("0.2");
const TOP_NAME = new Decimal("0.5");

/**
 * C40. A market fall of 7 % costs more than 20 % of a name only at a beta above 2.8, so the first scenario stands for
 * it. Exits pass.
 */
export const stressedLoss: Gate = {
  id: "C40",
  name: "stress loss",
  unit: "of equity",
  formula:
    "max(20 % of all positions, 50 % of the largest) with open buys and this order ≤ maxStressLossOfEquity × equity",
  limits: ["maxStressLossOfEquity"],
  source: "Basel stress testing principles; practice",
  reason: "History holds few of the days that matter; these are made up to be worse.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const share = positiveNumber(present(facts.limits, "the limits").maxStressLossOfEquity, "the limit");
    const equity = equityOf(facts);
    const values = holdingsAfter(facts).map(({ worst }) => worst);
    const all = values.reduce((total, worst) => total.plus(worst), ZERO).times(EACH_NAME);
    const top = values.reduce((most, worst) => (worst.gt(most) ? worst : most), ZERO).times(TOP_NAME);
    const loss = all.gt(top) ? all : top;
    return atMost(loss.lte(equity.times(share)), shareOf(loss, equity), percent(share), {
      pass: "The account survives the scenarios.",
      deny: (reached, allowed) => `The worst scenario could cost ${reached} of equity, more than ${allowed}.`,
    });
  },
};
