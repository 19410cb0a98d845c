import { OrderType } from "#core/model";
import { atMost, denies, type Gate, passes } from "../gate.ts";
import { orderFigures } from "../order-facts.ts";
import {
  MARKET_ORDER_SLACK,
  passedStop,
  positiveReference,
  referencePrice,
  STOP_ORDER_SLACK,
  triggerPrice,
} from "../protective-price.ts";
import { oneOf, percent, present } from "../reading.ts";

/**
 * C11: a market order carries a limit no further than 0.5 % (and one tick) from the price it was written at, a stop one
 * no further than 1 % from where it wakes up; and no stop lies on the wrong side of the market.
 */
export const marketOrderGuard: Gate = {
  id: "C11",
  name: "market-order guard",
  unit: "of its trigger",
  formula:
    "worst price of a market order within 0.5 % and one tick of its reference, of a stop within 1 % of its trigger, which the market has not passed",
  limits: [],
  source: "FINRA 5310; vendors' marketable limits",
  reason: "An order without a bound can trade anywhere in a thin moment.",
  measure(facts) {
    const { side, limitPrice } = orderFigures(facts);
    const { terms } = facts.proposal;
    const type = oneOf(terms.type, OrderType.options, "the order type");
    if (terms.stopPrice !== undefined || terms.stopLoss !== undefined) {
      const passed = passedStop(terms, referencePrice(present(facts.quote, "a price")));
      if (passed) return denies(passed);
    }
    if (type === "limit" || type === "stop-limit") return passes("A limit order brings its own bound.");
    const trigger = triggerPrice(terms, positiveReference(facts.proposal.referencePrice));
    const slack = type === "market" ? MARKET_ORDER_SLACK : STOP_ORDER_SLACK;
    const tick = positiveReference(present(facts.instrument, "the instrument").tickSize);
    const beyond = side === "buy" ? limitPrice.minus(trigger) : trigger.minus(limitPrice);
    return atMost(beyond.lte(trigger.times(slack).plus(tick)), percent(beyond.div(trigger)), percent(slack), {
      pass: "The order is bounded close to where it begins to trade.",
      deny: () => "The order is not bounded close enough to where it begins to trade.",
    });
  },
};
