import { atMost, type Gate, passes } from "../gate.ts";
import { isReducing } from "../order-facts.ts";
import { positiveCount, present, wholeCount } from "../reading.ts";

/** C43: of whoever wished for the order. Exits pass. */
export const lossStreak: Gate = {
  id: "C43",
  name: "loss streak",
  unit: "losing exits in a row",
  formula: "losing exits in a row of the same person or strategy within a day < maxLossStreak",
  limits: ["maxLossStreak"],
  source: "freqtrade StoplossGuard",
  reason: "After several losses in a row the market is not the one the rule was made for.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const most = positiveCount(present(facts.limits, "the limits").maxLossStreak, "the limit");
    const streak = wholeCount(present(facts.principal, "the principal").lossStreak, "the losses");
    return atMost(streak < most, String(streak), String(most), {
      pass: "No run of losses.",
      deny: (losses) => `The last ${losses} exits lost money; opening orders pause until a day has passed.`,
    });
  },
};
