import { atMost, type Gate } from "../gate.ts";
import { positiveCount, present, statistic } from "../reading.ts";

/** C50: the clock against a steady one of the same machine, which no adjustment moves. */
export const clock: Gate = {
  id: "C50",
  name: "clock",
  unit: "ms",
  formula: "a jump of the clock against a steady one within the last minute ≤ maxClockSkewMs",
  limits: ["maxClockSkewMs"],
  source: "RTS 25; practice",
  reason: "Ages, expiries and rates are all measured by this clock.",
  measure(facts) {
    const limit = positiveCount(present(facts.limits, "the limits").maxClockSkewMs, "the limit");
    const skew = statistic(present(facts.clockSkewMs, "the clock"), "the clock");
    return atMost(skew <= limit, String(Math.round(skew)), String(limit), {
      pass: "The clock runs steadily.",
      deny: (off, allowed) => `The clock jumped by ${off} ms; at most ${allowed} are believed.`,
    });
  },
};
