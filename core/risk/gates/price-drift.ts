import { atMost, type Gate } from "../gate.ts";
import { positiveReference, referencePrice } from "../protective-price.ts";
import { percent, positiveNumber, present, shareOf } from "../reading.ts";

/** C52: |price now − price when proposed| ÷ price when proposed ≤ maxPriceDriftFraction. */
export const priceDrift: Gate = {
  id: "C52",
  name: "price drift",
  unit: "since the proposal",
  formula: "|reference now − reference when proposed| ÷ reference when proposed ≤ maxPriceDriftFraction",
  limits: ["maxPriceDriftFraction"],
  source: "PSD2 dynamic linking",
  reason: "A yes was given to a price; when it is gone, so is the yes.",
  measure(facts) {
    const then = positiveReference(present(facts.proposal, "the proposal").referencePrice);
    const drift = referencePrice(present(facts.quote, "a price")).minus(then).abs();
    const limit = positiveNumber(
      present(facts.limits, "the limits").maxPriceDriftFraction,
      "the drift limit",
    );
    return atMost(drift.lte(then.times(limit)), shareOf(drift, then), percent(limit), {
      pass: "The price is about what was shown.",
      deny: (moved, allowed) =>
        `The price moved ${moved} since the proposal, more than ${allowed}; propose it again.`,
    });
  },
};
