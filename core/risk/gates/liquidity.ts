import { statisticFromDecimal } from "#core/model";
import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { historyOf, isReducing, orderFigures } from "../order-facts.ts";
import { positiveNumber, present, shareText, statistic } from "../reading.ts";

/** C15. Exits pass. */
export const liquidity: Gate = {
  id: "C15",
  name: "liquidity",
  unit: "of average daily volume",
  formula:
    "quantity ÷ average volume of 20 days ≤ approvalAboveOfAdv, up to maxOrderOfAdv with one other person",
  limits: ["approvalAboveOfAdv", "maxOrderOfAdv"],
  source: "the Merrill Lynch order of 2016; practice",
  reason: "An order that is much of a day's volume moves the price against itself.",
  measure(facts): Finding {
    const limits = present(facts.limits, "the limits");
    const approve = statistic(limits.approvalAboveOfAdv, "the share");
    const deny = statistic(limits.maxOrderOfAdv, "the share");
    positiveNumber(limits.approvalAboveOfAdv, "the share");
    positiveNumber(limits.maxOrderOfAdv, "the share");
    const { quantity } = orderFigures(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const volume = statistic(historyOf(facts).averageVolume, "the daily volume");
    if (volume === 0) return denies("Nothing trades in it on an average day.");
    const share = statisticFromDecimal(quantity) / volume;
    if (share > deny)
      return denies(
        `It is ${shareText(share)} of an average day's volume, more than ${shareText(deny)}.`,
        shareText(share),
        shareText(deny),
      );
    return {
      outcome: share > approve ? "approve" : "pass",
      figure: shareText(share),
      limit: shareText(approve),
      reason:
        share > approve
          ? `It is ${shareText(share)} of an average day's volume, so one other person must approve.`
          : "Small beside what trades in a day.",
    };
  },
};
