import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { historyOf, isMarketLike, isReducing } from "../order-facts.ts";
import { referencePrice } from "../protective-price.ts";
import { positiveNumber, present, statistic } from "../reading.ts";

/** A day of no movement at all says nothing of the next: at least so much counts as usual. */
const LEAST_VOLATILITY = 0.001;

/** C19: the desk has one source for each instrument, so its own last close is the second. Exits pass. */
export const priceJump: Gate = {
  id: "C19",
  name: "price cross-check",
  unit: "daily deviations",
  formula:
    "|middle − last close| ÷ (last close × daily volatility of 20 days) ≤ maxPriceJumpSigmas; above it a limit order needs one other person",
  limits: ["maxPriceJumpSigmas"],
  source: "TradeTrap (2025); practice",
  reason: "A price that cannot be believed is a fault of the feed until a person has looked.",
  measure(facts): Finding {
    const middle = Number(referencePrice(present(facts.quote, "a price")).toFixed());
    const limit = statistic(present(facts.limits, "the limits").maxPriceJumpSigmas, "the jump limit");
    positiveNumber(limit, "the jump limit");
    const needsNow = isMarketLike(facts);
    if (isReducing(facts)) return passes("The order shrinks a position.");
    const history = historyOf(facts);
    const close = Number(positiveNumber(history.previousClose, "the last close").toFixed());
    const usual = Math.max(LEAST_VOLATILITY, statistic(history.dailyVolatility, "the volatility"));
    const jump = Math.abs(middle - close) / (close * usual);
    const [figure, bound] = [jump.toFixed(2), String(limit)];
    if (jump <= limit)
      return { outcome: "pass", figure, limit: bound, reason: "The price agrees with the last close." };
    const words = `The price is ${figure} daily deviations from the last close, more than ${bound}`;
    return needsNow
      ? denies(`${words}.`, figure, bound)
      : { outcome: "approve", figure, limit: bound, reason: `${words}, so one other person must approve.` };
  },
};
