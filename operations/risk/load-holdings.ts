import { eq, sql } from "drizzle-orm";
import {
  type Decimal,
  type DecimalText,
  decimal,
  NotFoundError,
  type TradingState,
  toText,
} from "#core/model";
import type { ExposedHolding } from "#core/risk";
import { loadPortfolio, orders, plain, positions, proposals, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { CLOSED_STATES } from "../orders/order-states.ts";

export interface Holding extends ExposedHolding {
  /** Signed units held */
  quantity: DecimalText;
}

/** What an account holds and has open, and who wished for it. */
export interface Holdings {
  equity: DecimalText;
  tradingState: TradingState;
  holdings: Holding[];
  /** Signed USD, open buys at their worst */
  byOrigin: { name: string; value: Decimal }[];
}

/** @throws NotFoundError when there is no such account */
export async function loadHoldings(ctx: Context, tx: Transaction, account: string): Promise<Holdings> {
  const portfolio = await loadPortfolio(tx, account, ctx.clock.now());
  if (!portfolio) throw new NotFoundError("account", account, 'The account of this desk is "paper".');
  const rows = await tx.select().from(positions).where(eq(positions.account, account));
  const marks = new Map(rows.map((row) => [row.symbol, decimal(row.markPrice)]));
  const all = rows.map((row) => {
    const instrument = ctx.market.resolve(row.symbol);
    return {
      symbol: row.symbol,
      sector: instrument?.sector ?? "unknown",
      currency: instrument?.currency ?? "USD",
      quantity: plain(row.quantity),
      value: toText(decimal(row.quantity).times(decimal(row.markPrice))),
      openBuys: plain(row.reservedBuy),
      openSells: toText(decimal(row.openSellQuantity).times(decimal(row.markPrice))),
    };
  });
  const holdings = all.filter(({ quantity, openBuys, openSells }) =>
    [quantity, openBuys, openSells].some((amount) => amount !== "0"),
  );
  const { equity, tradingState } = portfolio;
  return { equity, tradingState, holdings, byOrigin: await originsOf(tx, account, holdings, marks) };
}

/** Filled units at today's mark and open buys at their worst, by instrument and whoever wished for them. */
async function originsOf(
  tx: Transaction,
  account: string,
  holdings: readonly Holding[],
  marks: ReadonlyMap<string, Decimal>,
): Promise<Holdings["byOrigin"]> {
  const name = sql<string>`case ${proposals.origin} when 'strategy' then 'strategy ' || ${proposals.proposedBy}
    when 'agent' then 'agents for people' else 'people' end`;
  const closed = sql.join(
    CLOSED_STATES.map((state) => sql`${state}`),
    sql`, `,
  );
  const rows = await tx
    .select({
      symbol: orders.symbol,
      name,
      units: sql<string>`sum(case ${orders.side} when 'buy' then ${orders.filledQuantity} else -${orders.filledQuantity} end)`,
      openBuys: sql<string>`sum(case when ${orders.side} = 'buy' and ${orders.state} not in (${closed})
        then (${orders.quantity} - ${orders.filledQuantity}) * ${orders.limitPrice} else 0 end)`,
    })
    .from(orders)
    .innerJoin(proposals, eq(proposals.id, orders.proposalId))
    .where(eq(orders.account, account))
    .groupBy(sql`1, 2`);
  const marked = (symbol: string, units: Decimal) => units.times(marks.get(symbol) ?? decimal("0"));
  const known = rows.map((row) => ({
    name: row.name,
    value: marked(row.symbol, decimal(row.units)).plus(decimal(row.openBuys)),
  }));
  const rest = holdings.map(({ symbol, quantity }) => {
    const mine = rows.filter((row) => row.symbol === symbol);
    const units = mine.reduce((left, row) => left.minus(decimal(row.units)), decimal(quantity));
    return { name: "not from an order", value: marked(symbol, units) };
  });
  return [...known, ...rest].filter(({ value }) => !value.eq("0"));
}
