import type { Finding, Gate } from "../gate.ts";
import { passes } from "../gate.ts";
import { isReducing, unattended, worstNotionalOf } from "../order-facts.ts";
import { amount, money, positiveAmount, positiveCount, present, wholeCount } from "../reading.ts";

/** C53: beyond its budget a strategy asks. People's own orders and exits pass. */
export const autonomyBudget: Gate = {
  id: "C53",
  name: "budget of autonomy",
  unit: "USD",
  formula:
    "a strategy's orders since a person looked ≤ maxAutonomousUsd and ≤ maxAutonomousOrders, else one other person",
  limits: ["maxAutonomousUsd", "maxAutonomousOrders"],
  source: "RTS 6 Art. 15(3)",
  reason: "What acts alone acts small, until somebody has seen what it did.",
  measure(facts): Finding {
    const limits = present(facts.limits, "the limits");
    const mostUsd = positiveAmount(limits.maxAutonomousUsd, "the budget");
    const mostOrders = positiveCount(limits.maxAutonomousOrders, "the budget");
    const strategy = unattended(facts);
    const orders = wholeCount(strategy.ordersSinceReview, "its orders") + 1;
    const usd = amount(strategy.notionalSinceReviewUsd, "its orders").plus(worstNotionalOf(facts));
    if (facts.proposal.origin !== "strategy") return passes("A person asked for it.");
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const isWithin = usd.lte(mostUsd) && orders <= mostOrders;
    return {
      outcome: isWithin ? "pass" : "approve",
      figure: money(usd),
      limit: money(mostUsd),
      reason: isWithin
        ? "Within what the strategy may do alone."
        : `Order ${orders} and ${money(usd)} USD since a person looked: one other person must approve.`,
    };
  },
};
