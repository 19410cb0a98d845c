import { denies, type Finding, type Gate } from "../gate.ts";
import { isMarketLike } from "../order-facts.ts";
import { referencePrice } from "../protective-price.ts";
import { positiveNumber, present, shareText, statistic } from "../reading.ts";

/** C17: too wide for what trades at any price of the moment; a limit order asks a person. */
export const spread: Gate = {
  id: "C17",
  name: "spread",
  unit: "of the middle",
  formula: "(offer − bid) ÷ middle ≤ maxSpreadFraction; above it a limit order needs one other person",
  limits: ["maxSpreadFraction"],
  source: "practice",
  reason: "Where bid and offer stand far apart, nobody knows the price.",
  measure(facts): Finding {
    const quote = present(facts.quote, "a price");
    referencePrice(quote);
    const limit = statistic(present(facts.limits, "the limits").maxSpreadFraction, "the spread limit");
    positiveNumber(limit, "the spread limit");
    const wide = (2 * (quote.ask - quote.bid)) / (quote.ask + quote.bid);
    const [figure, bound] = [shareText(wide), shareText(limit)];
    const needsNow = isMarketLike(facts);
    if (wide <= limit) return { outcome: "pass", figure, limit: bound, reason: "Bid and offer are close." };
    if (needsNow) return denies(`Bid and offer are ${figure} apart, more than ${bound}.`, figure, bound);
    return {
      outcome: "approve",
      figure,
      limit: bound,
      reason: `Bid and offer are ${figure} apart, so one other person must approve.`,
    };
  },
};
