import { denies, type Gate, passes } from "../gate.ts";
import { isReducing } from "../order-facts.ts";
import { epochMs, list, positiveCount, present } from "../reading.ts";

/** C44. Exits pass. */
export const coolDown: Gate = {
  id: "C44",
  name: "cool-down",
  unit: "s since the exit",
  formula: "now − last sale that left nothing of the instrument ≥ minCoolDownMs",
  limits: ["minCoolDownMs"],
  source: "freqtrade CooldownPeriod",
  reason: "Going straight back in is more often anger than insight.",
  measure(facts) {
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const pause = positiveCount(present(facts.limits, "the limits").minCoolDownMs, "the pause");
    const now = epochMs(facts.now, "the time");
    const limit = String(Math.round(pause / 1000));
    const exits = list(present(facts.activity, "the day's orders").exits, "the exits");
    for (const at of exits) {
      const age = now - epochMs(at, "the exit's time");
      if (age < pause)
        return denies(
          `It was sold ${Math.max(0, Math.round(age / 1000))} s ago; wait until ${limit} s have passed.`,
          String(Math.max(0, Math.round(age / 1000))),
          limit,
        );
    }
    return { ...passes("Not sold off lately."), limit };
  },
};
