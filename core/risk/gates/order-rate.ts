import { atMost, type Gate } from "../gate.ts";
import { epochMs, positiveCount, present } from "../reading.ts";

const MINUTE_MS = 60_000;

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
    const now = epochMs(facts.now, "the time");
    const ages = present(facts.recentOrders, "the recent orders").map(
      (order) => now - epochMs(order.createdAt, "an order's time"),
    );
    const inMinute = ages.filter((age) => age < MINUTE_MS).length + 1;
    if (ages.length + 1 > perDay)
      return atMost(false, String(ages.length + 1), String(perDay), {
        pass: "",
        deny: () => `This would be order ${ages.length + 1} of the day; ${perDay} are allowed.`,
      });
    return atMost(inMinute <= perMinute, String(inMinute), String(perMinute), {
      pass: "Within the order rate.",
      deny: () => `This would be order ${inMinute} within a minute; ${perMinute} are allowed.`,
    });
  },
};
