import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, equityOf, isReducing } from "../order-facts.ts";
import { percent, positiveAmount, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

/** C42: stops opening orders on its own, also before the account's state has moved. Exits pass. */
export const drawdown: Gate = {
  id: "C42",
  name: "drawdown",
  unit: "of the 60-day high",
  formula:
    "(highest equity of 60 days − equity) ÷ highest equity < min(maxDrawdownOfEquity, haltDrawdownOfEquity)",
  limits: ["maxDrawdownOfEquity", "haltDrawdownOfEquity"],
  source: "freqtrade MaxDrawdown; LEAN MaximumDrawdownPercentPortfolio",
  reason: "Losses in a row that no single day stops are stopped here.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const limits = present(facts.limits, "the limits");
    const soft = positiveNumber(limits.maxDrawdownOfEquity, "the limit");
    const hard = positiveNumber(limits.haltDrawdownOfEquity, "the limit");
    const limit = soft.lt(hard) ? soft : hard;
    const high = positiveAmount(accountOf(facts).equityHigh, "the highest equity");
    const fall = high.minus(equityOf(facts));
    const fallen = fall.gt(ZERO) ? fall : ZERO;
    return atMost(fallen.lt(high.times(limit)), shareOf(fallen, high), percent(limit), {
      pass: "The account is near its high.",
      deny: (down, allowed) => `The account is ${down} below its high; at ${allowed} it only reduces.`,
    });
  },
};
