import { atMost, type Gate, passes } from "../gate.ts";
import { isReducing, worstNotionalOf } from "../order-facts.ts";
import { money, positiveAmount, present } from "../reading.ts";

/** C54. Exits pass. */
export const protectiveExit: Gate = {
  id: "C54",
  name: "protective exit",
  unit: "USD",
  formula: "an opening order above protectiveExitAboveUsd carries a stop (bracket or one-triggers-other)",
  limits: ["protectiveExitAboveUsd"],
  source: "practice",
  reason: "The way out is easiest to decide before one is in.",
  measure(facts) {
    const limit = positiveAmount(present(facts.limits, "the limits").protectiveExitAboveUsd, "the size");
    const worst = worstNotionalOf(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const { orderClass } = facts.proposal.terms as { orderClass?: string };
    if (orderClass === "bracket" || orderClass === "oto") return passes("The order carries its own stop.");
    return atMost(worst.lte(limit), money(worst), money(limit), {
      pass: "Small enough to go without a stop.",
      deny: (reached, allowed) => `${reached} USD without a stop; above ${allowed} one is needed.`,
    });
  },
};
