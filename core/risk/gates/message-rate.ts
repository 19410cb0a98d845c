import { atMost, type Gate } from "../gate.ts";
import { positiveCount, positiveNumber, present, wholeCount } from "../reading.ts";

/** Below so many messages a day their ratio to trades says nothing. */
const RATIO_FROM = 100;

/** C31: cancels count but are never held up. */
export const messageRate: Gate = {
  id: "C31",
  name: "message rate",
  unit: "messages",
  formula:
    "orders and cancels with this one ≤ maxMessagesPerMinute in 60 s; from the 100th of a day ≤ maxMessagesPerFill × orders that traded (at least one)",
  limits: ["maxMessagesPerMinute", "maxMessagesPerFill"],
  source: "RTS 6 Art. 15(1)(d); exchanges' order-to-trade ratios",
  reason: "Many messages and few trades are a loop, or look like manipulation.",
  measure(facts) {
    const limits = present(facts.limits, "the limits");
    const perMinute = positiveCount(limits.maxMessagesPerMinute, "the message limit");
    const perFill = Number(positiveNumber(limits.maxMessagesPerFill, "the message ratio").toFixed());
    const activity = present(facts.activity, "the day's orders");
    const inMinute = wholeCount(activity.messagesInMinute, "messages") + 1;
    const inDay = wholeCount(activity.messagesInDay, "messages") + 1;
    const allowed = Math.max(
      RATIO_FROM,
      Math.floor(perFill * Math.max(1, wholeCount(activity.tradesInDay, "trades"))),
    );
    if (inDay > allowed)
      return atMost(false, String(inDay), String(allowed), {
        pass: "",
        deny: (reached, most) =>
          `Message ${reached} of the day for too few trades; ${most} are allowed for these.`,
      });
    return atMost(inMinute <= perMinute, String(inMinute), String(perMinute), {
      pass: "Within the message rate.",
      deny: (reached, most) => `This would be message ${reached} within a minute; ${most} are allowed.`,
    });
  },
};
