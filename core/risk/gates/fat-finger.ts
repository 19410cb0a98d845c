import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { isReducing, usualOrder, worstNotionalOf } from "../order-facts.ts";
import { positiveNumber, present, ratioOf } from "../reading.ts";

/** C13. Exits pass. */
export const fatFinger: Gate = {
  id: "C13",
  name: "fat finger",
  unit: "times the usual order",
  formula:
    "worst notional ÷ median of the proposer's last 100 orders ≤ fatFingerApproveMultiple, up to fatFingerDenyMultiple with one other person; from the 20th order on",
  limits: ["fatFingerApproveMultiple", "fatFingerDenyMultiple"],
  source: "FINRA 15-09; the Citigroup basket of May 2022",
  reason: "An order many times the usual one is more often a slip than a decision.",
  measure(facts): Finding {
    const limits = present(facts.limits, "the limits");
    const approve = positiveNumber(limits.fatFingerApproveMultiple, "the multiple");
    const deny = positiveNumber(limits.fatFingerDenyMultiple, "the multiple");
    const usual = usualOrder(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (usual === null) return passes("Too few orders before it to know the usual one.");
    const worst = worstNotionalOf(facts);
    const times = ratioOf(worst, usual);
    if (worst.gt(usual.times(deny)))
      return denies(
        `It is ${times} times the usual order, more than ${deny.toFixed()}.`,
        times,
        deny.toFixed(),
      );
    const isLarge = worst.gt(usual.times(approve));
    return {
      outcome: isLarge ? "approve" : "pass",
      figure: times,
      limit: approve.toFixed(),
      reason: isLarge
        ? `It is ${times} times the usual order, so one other person must approve.`
        : "About as large as orders usually are.",
    };
  },
};
