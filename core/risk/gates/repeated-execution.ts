import { atMost, type Gate, passes } from "../gate.ts";
import { isReducing, unattended } from "../order-facts.ts";
import { epochMs, list, positiveCount, present, wholeCount } from "../reading.ts";

/** C34: a strategy goes on only while somebody has looked at it lately. People's own orders and exits pass. */
export const repeatedExecution: Gate = {
  id: "C34",
  name: "repeated automated execution",
  unit: "trades since a person looked",
  formula:
    "a strategy's orders that traded since its last review < maxUnreviewedFills, and the first of them is younger than maxUnreviewedMs",
  limits: ["maxUnreviewedFills", "maxUnreviewedMs"],
  source: "RTS 6 Art. 15(3)",
  reason: "A strategy that trades again and again unseen must be switched on again by a person.",
  measure(facts) {
    const limits = present(facts.limits, "the limits");
    const most = positiveCount(limits.maxUnreviewedFills, "the limit");
    const longest = positiveCount(limits.maxUnreviewedMs, "the limit");
    const strategy = unattended(facts);
    const fills = wholeCount(strategy.fillsSinceReview, "its trades");
    const now = epochMs(facts.now, "the time");
    const ages = list(strategy.unreviewedSince, "its orders").map(
      (since) => now - epochMs(since, "its first order"),
    );
    if (facts.proposal.origin !== "strategy") return passes("A person asked for it.");
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (ages.some((age) => age >= longest))
      return atMost(false, String(fills), String(most), {
        pass: "",
        deny: () =>
          `Nobody has looked at this strategy for ${Math.round(longest / 3_600_000)} hours of trading; a person must review it.`,
      });
    return atMost(fills < most, String(fills), String(most), {
      pass: "Somebody has looked at the strategy lately.",
      deny: (traded) => `The strategy traded ${traded} times since a person looked; a person must review it.`,
    });
  },
};
