import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, equityOf, isReducing } from "../order-facts.ts";
import { percent, positiveAmount, positiveNumber, present, shareOf, ZERO } from "../reading.ts";

/** C41: (equity at the open − equity) ÷ equity at the open < maxDailyLossOfEquity for opening orders. Exits pass. */
export const dailyLoss: Gate = {
  id: "C41",
  name: "daily loss",
  unit: "of equity at the open",
  formula:
    "(equity at the open − equity) ÷ equity at the open < min(maxDailyLossOfEquity, haltDailyLossOfEquity)",
  limits: ["maxDailyLossOfEquity", "haltDailyLossOfEquity"],
  source: "practice; RTS 6 Art. 15(4)",
  reason: "A day that goes badly is ended before it goes on.",
  measure(facts) {
    const open = positiveAmount(accountOf(facts).equityAtOpen, "the equity at the open");
    const limits = present(facts.limits, "the limits");
    const soft = positiveNumber(limits.maxDailyLossOfEquity, "the loss limit");
    const hard = positiveNumber(limits.haltDailyLossOfEquity, "the loss limit");
    const limit = soft.lt(hard) ? soft : hard;
    const fall = open.minus(equityOf(facts));
    const loss = fall.gt(ZERO) ? fall : ZERO;
    const [figure, bound] = [shareOf(loss, open), percent(limit)];
    if (isReducing(facts)) return { ...passes("The order shrinks a position."), figure, limit: bound };
    return atMost(loss.lt(open.times(limit)), figure, bound, {
      pass: "The day's loss is within its limit.",
      deny: (lost, allowed) => `The account has lost ${lost} today; at ${allowed} it only reduces.`,
    });
  },
};
