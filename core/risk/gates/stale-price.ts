import { atMost, type Gate } from "../gate.ts";
import { referencePrice } from "../protective-price.ts";
import { Doubt, epochMs, positiveCount, present } from "../reading.ts";

/** How far a price may lie ahead of our clock before one of the two is not believed, ms. */
const CLOCK_TOLERANCE_MS = 1_000;

/** C18: now − the quote's instant ≤ maxQuoteAgeMs, ms. */
export const stalePrice: Gate = {
  id: "C18",
  name: "stale price",
  unit: "ms",
  formula: "now − instant of the quote ≤ maxQuoteAgeMs",
  limits: ["maxQuoteAgeMs"],
  source: "15c3-5(c)(1)(ii)",
  reason: "A price from before says nothing about the market of now.",
  measure(facts) {
    const quote = present(facts.quote, "a price");
    referencePrice(quote);
    if (quote.symbol !== present(facts.proposal, "the proposal").terms.symbol)
      throw new Doubt("the price is of another instrument");
    const now = epochMs(facts.now, "the time");
    const age =
      now -
      Math.min(epochMs(quote.occurredAt, "the price's time"), epochMs(quote.knownAt, "the price's time"));
    const limit = positiveCount(present(facts.limits, "the limits").maxQuoteAgeMs, "the age limit");
    if (age < -CLOCK_TOLERANCE_MS) throw new Doubt("the price is dated in the future");
    return atMost(age <= limit, String(Math.max(0, age)), String(limit), {
      pass: "The price is fresh.",
      deny: () =>
        `The newest price is ${Math.round(age / 1000)} s old; at most ${limit / 1000} s is allowed.`,
    });
  },
};
