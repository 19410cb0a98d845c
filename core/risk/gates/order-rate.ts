import { atMost, type Gate } from "../gate.ts";
import { positiveCount, present, wholeCount } from "../reading.ts";

/** C30: orders of the account in the last 60 s < maxOrdersPerMinute and in the last day < maxOrdersPerDay. */
export const orderRate: Gate = {
  id: "C30",
  name: "order rate",
  unit: "orders",
  formula: "orders of the account in 60 s ≤ maxOrdersPerMinute, in a day ≤ maxOrdersPerDay",
  limits: ["maxOrdersPerMinute", "maxOrdersPerDay"],
  source: "RTS 6 Art. 15(1)(d)",
  reason: "A loop gone wrong sends many orders before anybody looks.",
  measure(facts) {
    const limits = present(facts.limits, "the limits");
    const perMinute = positiveCount(limits.maxOrdersPerMinute, "the rate limit");
    const perDay = positiveCount(limits.maxOrdersPerDay, "the rate limit");
    const activity = present(facts.activity, "the day's orders");
    const inMinute = wholeCount(activity.proposalsInMinute, "orders") + 1;
    const inDay = wholeCount(activity.proposalsInDay, "orders") + 1;
    if (inDay > perDay)
      return atMost(false, String(inDay), String(perDay), {
        pass: "",
        deny: () => `This would be order ${inDay} of the day; ${perDay} are allowed.`,
      });
    return atMost(inMinute <= perMinute, String(inMinute), String(perMinute), {
      pass: "Within the order rate.",
      deny: () => `This would be order ${inMinute} within a minute; ${perMinute} are allowed.`,
    });
  },
};
