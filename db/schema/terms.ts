import { type SQL, sql } from "drizzle-orm";
import { boolean, check, type PgColumn, text } from "drizzle-orm/pg-core";
import { ledger } from "./columns.ts";

/** What only some orders have; proposals and orders keep it in the same columns. */
export const someTerms = () => ({
  stopPrice: ledger("stop_price"),
  trailBy: text("trail_by"), // price | percent
  trailAmount: ledger("trail_amount"),
  extendedHours: boolean("extended_hours").notNull().default(false),
  orderClass: text("order_class"), // bracket | oto | oco; null: one order for itself
  takeProfitPrice: ledger("take_profit_price"),
  stopLossPrice: ledger("stop_loss_price"),
  stopLossLimit: ledger("stop_loss_limit"),
});

type TermsTable = Record<
  keyof ReturnType<typeof someTerms> | "type" | "timeInForce" | "side" | "limitPrice",
  PgColumn
>;

/** Which columns go with which kind of order, and figures that are numbers in range: an upper bound also refuses NaN. */
export const someTermsChecks = (name: string, t: TermsTable) => {
  const rule = (what: string, condition: SQL) => check(`${name}_${what}`, condition);
  return [
    rule(
      "stop",
      sql`(${t.stopPrice} is not null) = (${t.type} in ('stop', 'stop-limit'))
        and coalesce(${t.stopPrice} > 0 and ${t.stopPrice} < 1e9, true)`,
    ),
    rule(
      "trail",
      sql`(${t.trailBy} is not null) = (${t.type} = 'trailing-stop')
        and (${t.trailAmount} is not null) = (${t.type} = 'trailing-stop')
        and coalesce(${t.trailAmount} > 0 and ${t.trailBy} in ('price', 'percent')
          and ${t.trailAmount} < case ${t.trailBy} when 'percent' then 50 else 1e9 end, true)`,
    ),
    rule(
      "extended_hours",
      sql`not ${t.extendedHours}
        or (${t.type} = 'limit' and ${t.timeInForce} = 'day' and ${t.orderClass} is null)`,
    ),
    rule(
      "class",
      sql`${t.orderClass} is null or (${t.orderClass} in ('bracket', 'oto', 'oco') and ${t.timeInForce} in ('day', 'gtc')
        and ${t.type} = any (case ${t.orderClass} when 'oco' then array['limit'] else array['market', 'limit'] end)
        and (${t.orderClass} = 'oco') = (${t.side} = 'sell'))`,
    ),
    rule(
      "exits",
      sql`(${t.takeProfitPrice} is not null) = coalesce(${t.orderClass} = 'bracket', false)
        and (${t.stopLossPrice} is not null) = (${t.orderClass} is not null)
        and (${t.stopLossLimit} is not null) = (${t.orderClass} is not null)
        and coalesce(${t.stopLossLimit} > 0 and ${t.stopLossLimit} <= ${t.stopLossPrice}
          and ${t.stopLossPrice} < least(${t.limitPrice}, ${t.takeProfitPrice}), true)
        and coalesce(${t.takeProfitPrice} < 1e9, true)`,
    ),
    rule("time_by_type", sql`${t.type} in ('market', 'limit') or ${t.timeInForce} in ('day', 'gtc')`),
  ];
};
