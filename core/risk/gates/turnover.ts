import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, isReducing, worstNotionalOf } from "../order-facts.ts";
import { amount, positiveCount, positiveNumber, present, ratioOf, wholeCount } from "../reading.ts";

/** C48. Exits pass. */
export const turnover: Gate = {
  id: "C48",
  name: "turnover",
  unit: "times equity",
  formula:
    "Σ worst notional of a day's live proposals with this one ≤ maxTurnoverOfEquity × equity, and orders of a day that traded < maxTradesPerDay",
  limits: ["maxTurnoverOfEquity", "maxTradesPerDay"],
  source: "FIA best practices for automated trading risk controls",
  reason: "Much trading is cost for sure and gain perhaps.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const limits = present(facts.limits, "the limits");
    const most = positiveNumber(limits.maxTurnoverOfEquity, "the limit");
    const mostTrades = positiveCount(limits.maxTradesPerDay, "the limit");
    const activity = present(facts.activity, "the day's orders");
    const trades = wholeCount(activity.tradesInDay, "trades");
    const equity = equityOf(facts);
    const sum = amount(activity.turnoverUsd, "the turnover").plus(worstNotionalOf(facts));
    if (trades >= mostTrades)
      return atMost(false, String(trades), String(mostTrades), {
        pass: "",
        deny: (traded) => `${traded} orders traded today; no more are opened.`,
      });
    return atMost(sum.lte(equity.times(most)), ratioOf(sum, equity), most.toFixed(), {
      pass: "Within the day's turnover.",
      deny: (reached, allowed) => `The day's orders reach ${reached} times equity, more than ${allowed}.`,
    });
  },
};
