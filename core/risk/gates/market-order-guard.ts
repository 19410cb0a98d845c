import { atMost, type Gate, passes } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import { MARKET_ORDER_SLACK, positiveReference } from "../protective-price.ts";
import { oneOf, percent, present, shareOf } from "../reading.ts";

/** C11: a market order carries a limit no further than 0.5 % (and one tick) from the price it was written at. */
export const marketOrderGuard: Gate = {
  id: "C11",
  name: "market-order guard",
  unit: "of reference",
  formula: "worst price of a market order within 0.5 % and one tick of its reference",
  limits: [],
  source: "FINRA 5310; vendors' marketable limits",
  reason: "An order without a bound can trade anywhere in a thin moment.",
  measure(facts) {
    const { side, limitPrice } = orderFigures(facts);
    const type = oneOf(facts.proposal.terms.type, ["market", "limit"], "the order type");
    if (type === "limit") return passes("A limit order brings its own bound.");
    const written = positiveReference(facts.proposal.referencePrice);
    const tick = positiveReference(present(facts.instrument, "the instrument").tickSize);
    const beyond = side === "buy" ? limitPrice.minus(written) : written.minus(limitPrice);
    return atMost(
      beyond.lte(written.times(MARKET_ORDER_SLACK).plus(tick)),
      shareOf(beyond, written),
      percent(MARKET_ORDER_SLACK),
      {
        pass: "The market order is bounded close to the market.",
        deny: () => "The market order is not bounded close enough to the market.",
      },
    );
  },
};
