import { Decimal } from "#core/model";
import { atMost, type Gate, passes } from "../gate.ts";
import { accountOf, equityOf, isReducing, worstNotionalOf } from "../order-facts.ts";
import { amount, epochMs, money, oneOf } from "../reading.ts";

/** From this day the count of day trades is gone and margin is measured through the day. */
const INTRADAY_MARGIN_SINCE = Date.parse("2026-06-04T04:00:00.000Z");
const LEGACY_EQUITY = new Decimal("25000");

/** C36: a broker's rule, by date; a simulated broker has none. Exits pass. */
export const dayTrading: Gate = {
  id: "C36",
  name: "day trading",
  unit: "USD",
  formula:
    "since 2026-06-04: cash − open buys − this order ≥ 0 (nothing is bought on margin); before: equity ≥ 25,000",
  limits: [],
  source: "FINRA 4210 as changed by SEC Release 34-105226; before: its pattern-day-trader rule",
  reason: "A broker locks an account that breaks it, with positions still open.",
  measure(facts) {
    const account = accountOf(facts);
    const environment = oneOf(account.environment, ["sim", "paper", "live"], "the environment");
    const isMargin = epochMs(facts.now, "the time") >= INTRADAY_MARGIN_SINCE;
    const cash = amount(account.cash, "the cash");
    const used = amount(account.reservedBuys, "open orders").plus(worstNotionalOf(facts));
    const equity = equityOf(facts);
    if (environment === "sim") return passes("A simulated broker has no day-trade rule.");
    if (isReducing(facts)) return passes("The order shrinks a position.");
    if (isMargin)
      return atMost(used.lte(cash), money(used), money(cash), {
        pass: "Bought with cash, so that intraday margin stays untouched.",
        deny: (needed, there) => `It would need ${needed} USD of intraday margin beyond ${there} in cash.`,
      });
    return atMost(equity.gte(LEGACY_EQUITY), money(equity), money(LEGACY_EQUITY), {
      pass: "Enough equity for day trades.",
      deny: (has, needed) => `With ${has} USD of equity day trades are restricted; ${needed} are needed.`,
    });
  },
};
