import { volatilityScale } from "../drawdown-protection.ts";
import { atMost, type Gate, passes } from "../gate.ts";
import { equityOf, historyOf, isReducing, positionFigures, worstNotionalOf } from "../order-facts.ts";
import { money, positiveAmount, positiveNumber, present, statistic } from "../reading.ts";

/** C20: |position| + open buys + this order ≤ min(maxPositionUsd, maxPositionOfEquity × equity), USD. Exits pass. */
export const positionSize: Gate = {
  id: "C20",
  name: "position size",
  unit: "USD",
  formula:
    "|position| + open buys + this order ≤ min(maxPositionUsd, maxPositionOfEquity × equity) × min(1, fullSizeDailyVolatility ÷ daily volatility)",
  limits: ["maxPositionUsd", "maxPositionOfEquity", "fullSizeDailyVolatility"],
  source: "15c3-5(c)(1)(i)",
  reason: "Many small orders must not add up to what one may not be.",
  measure(facts) {
    const worstNotional = worstNotionalOf(facts);
    const limits = present(facts.limits, "the limits");
    const absolute = positiveAmount(limits.maxPositionUsd, "the position limit");
    const relative = equityOf(facts).times(positiveNumber(limits.maxPositionOfEquity, "the position limit"));
    const target = statistic(limits.fullSizeDailyVolatility, "the volatility target");
    positiveNumber(target, "the volatility target");
    const position = positionFigures(facts);
    if (isReducing(facts)) return passes("The order shrinks the position.");
    const volatility = statistic(historyOf(facts).dailyVolatility, "the volatility");
    const whole = absolute.lt(relative) ? absolute : relative;
    const scale = volatilityScale(volatility, target);
    const limit = scale === 1 ? whole : whole.times(scale.toFixed(6));
    const after = position.marketValue.abs().plus(position.openBuyNotional).plus(worstNotional);
    return atMost(after.lte(limit), money(after), money(limit), {
      pass: "The position stays within its limit.",
      deny: (reached, allowed) => `The position could reach ${reached} USD, more than ${allowed}.`,
    });
  },
};
