import type { Decimal } from "#core/model";
import type { GateFacts } from "../facts.ts";
import { atMost, type Finding, type Gate, passes } from "../gate.ts";
import { accountOf, equityOf, isReducing, orderFigures, worstNotionalOf } from "../order-facts.ts";
import { amount, positiveNumber, present, ratioOf } from "../reading.ts";

const times = (ratio: Decimal) => `${ratio.toFixed()} ×`;

function ratioGate(facts: GateFacts, kind: "gross" | "net", exposure: Decimal, limit: Decimal): Finding {
  if (isReducing(facts)) return { ...passes("The order shrinks the exposure."), limit: times(limit) };
  const equity = equityOf(facts);
  return atMost(exposure.lte(equity.times(limit)), `${ratioOf(exposure, equity)} ×`, times(limit), {
    pass: `The ${kind} exposure stays within its limit.`,
    deny: (reached, allowed) => `The ${kind} exposure could reach ${reached} equity, more than ${allowed}.`,
  });
}

/** C23: (gross exposure + open buys + this order) ÷ equity ≤ maxGrossExposure. Exits pass. */
export const grossExposure: Gate = {
  id: "C23",
  name: "gross exposure",
  unit: "equity",
  formula: "(gross exposure + open buys + this order) ÷ equity ≤ maxGrossExposure",
  limits: ["maxGrossExposure"],
  source: "15c3-5(c)(1)(i)",
  reason: "All that is held together must be carried by the equity.",
  measure(facts) {
    const account = accountOf(facts);
    const exposure = amount(account.grossExposure, "the gross exposure")
      .plus(amount(account.reservedBuys, "open orders"))
      .plus(worstNotionalOf(facts));
    return ratioGate(
      facts,
      "gross",
      exposure,
      positiveNumber(present(facts.limits, "the limits").maxGrossExposure, "the limit"),
    );
  },
};

/** C24: |net exposure + open buys ± this order| ÷ equity ≤ maxNetExposure. Exits pass. */
export const netExposure: Gate = {
  id: "C24",
  name: "net exposure",
  unit: "equity",
  formula: "|net exposure + open buys ± this order| ÷ equity ≤ maxNetExposure",
  limits: ["maxNetExposure"],
  source: "practice",
  reason: "The direction of all positions together is a bet of its own.",
  measure(facts) {
    const account = accountOf(facts);
    const { side } = orderFigures(facts);
    const worstNotional = worstNotionalOf(facts);
    const before = amount(account.netExposure, "the net exposure").plus(
      amount(account.reservedBuys, "open orders"),
    );
    const after = side === "buy" ? before.plus(worstNotional) : before.minus(worstNotional);
    return ratioGate(
      facts,
      "net",
      after.abs(),
      positiveNumber(present(facts.limits, "the limits").maxNetExposure, "the limit"),
    );
  },
};
