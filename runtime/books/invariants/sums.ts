import { sql } from "drizzle-orm";
import { foldHolding } from "#core/execution";
import { type Decimal, decimal } from "#core/model";
import { corporateActions, loadLedger, positions } from "#db";
import { type BrokerBooks, type Invariant, said } from "../invariant.ts";

/** Rows an order still holds a reservation for. */
const OPEN = sql`('intent', 'sending', 'unknown', 'accepted', 'partially-filled')`;

export const reservationsMatchOrders: Invariant = {
  id: "I2",
  proves: "what is reserved is exactly what open orders can still cost, and never below zero",
  violations: (books) =>
    said(
      books,
      sql`with open as (
        select account, symbol, side, quantity - filled_quantity as remaining,
          -- What an entry has bought, it keeps for its exit.
          case when side = 'sell' then quantity - filled_quantity when order_class is not null then filled_quantity
            else 0 end as kept,
          round((quantity - filled_quantity) * limit_price, 6) as worst from orders where state in ${OPEN})
      select a.account || ': ' || a.reserved || ' reserved, open buys can cost ' || o.worst as line
      from accounts a cross join lateral (select coalesce(sum(worst), 0) as worst from open
        where account = a.account and side = 'buy') o
      where a.reserved <> o.worst or a.reserved < 0
      union all
      select p.account || ' ' || p.symbol || ': reservations differ from its open orders'
      from positions p cross join lateral (
        select coalesce(sum(worst) filter (where side = 'buy'), 0) as worst,
          coalesce(sum(remaining) filter (where side = 'buy'), 0) as buys,
          coalesce(sum(kept), 0) as sells
        from open where account = p.account and symbol = p.symbol) o
      where (p.reserved_buy, p.open_buy_quantity, p.open_sell_quantity) is distinct from (o.worst, o.buys, o.sells)`,
    ),
};

export const exposureMatchesPositions: Invariant = {
  id: "I2b",
  proves: "the account's exposures are the sums over its positions",
  violations: (books) =>
    said(
      books,
      sql`select a.account || ': exposure ' || a.gross_exposure || ' gross, ' || a.net_exposure || ' net; positions say '
        || p.gross || ' and ' || p.net as line
      from accounts a cross join lateral (
        select coalesce(sum(abs(round(quantity * mark_price, 6))), 0) as gross,
          coalesce(sum(round(quantity * mark_price, 6)), 0) as net from positions where account = a.account) p
      where a.gross_exposure <> p.gross or a.net_exposure <> p.net`,
    ),
};

/** Fills the broker has not taken back. */
const STANDING = sql`(select f.* from fills f left join fill_busts b
  on b.broker = f.broker and b.execution_id = f.execution_id where b.execution_id is null)`;

export const filledIsWhatTraded: Invariant = {
  id: "I7",
  proves:
    "an order's filled quantity is the sum of its fills that stand, at most what was ordered, never worse than its limit",
  violations: (books) =>
    said(
      books,
      sql`select o.client_order_id || ': ' || o.filled_quantity || ' filled of ' || o.quantity || ', its fills add up to '
        || coalesce(f.quantity, 0) as line
      from orders o left join (select client_order_id, sum(quantity) as quantity, max(price) as highest, min(price) as lowest
        from ${STANDING} standing group by client_order_id) f using (client_order_id)
      where o.filled_quantity > o.quantity or o.filled_quantity <> coalesce(f.quantity, 0)
        or (o.side = 'buy' and f.highest > o.limit_price)
        or (o.side = 'sell' and f.lowest < coalesce(o.stop_loss_limit, o.limit_price))`,
    ),
};

export const positionIsWhatTraded: Invariant = {
  id: "I8",
  proves:
    "a position is what its fills and splits make of it, in our books and with the fills of the broker's",
  async violations({ db, broker }) {
    const rows = await db.select().from(positions);
    const ours: string[] = [];
    for (const { account, symbol, quantity } of rows) {
      const folded = foldHolding(await loadLedger(db, account, symbol)).quantity;
      if (!decimal(folded).eq(decimal(quantity)))
        ours.push(`${account} ${symbol}: holds ${quantity}, its history adds up to ${folded}`);
    }
    const theirs = heldAtBroker(broker);
    for (const { account, symbol, quantityBefore, quantityAfter } of await db.select().from(corporateActions))
      add(theirs, `${account} ${symbol}`, decimal(quantityAfter).minus(decimal(quantityBefore)));
    const booked = new Map(rows.map((row) => [`${row.account} ${row.symbol}`, row.quantity]));
    const differing = [...new Set([...theirs.keys(), ...booked.keys()])].filter(
      (key) => !(theirs.get(key) ?? decimal("0")).eq(decimal(booked.get(key) ?? "0")),
    );
    return [
      ...ours,
      ...differing.map(
        (key) =>
          `${key}: ${booked.get(key) ?? "nothing"} here, ${theirs.get(key)?.toFixed() ?? "nothing"} at the broker`,
      ),
    ];
  },
};

function heldAtBroker({ accepted, fills, busted }: BrokerBooks): Map<string, Decimal> {
  const orders = new Map(accepted.map((order) => [order.clientOrderId, order.terms]));
  const held = new Map<string, Decimal>();
  for (const fill of fills) {
    // An exit was never accepted by itself: it trades the other way of its entry.
    const entry = orders.get(fill.clientOrderId.replace(/-x$/, ""));
    if (!entry || busted.includes(fill.executionId)) continue;
    const isExit = !orders.has(fill.clientOrderId);
    const traded = decimal(fill.quantity).times((entry.side === "buy") === isExit ? "-1" : "1");
    add(held, `${entry.account} ${entry.symbol}`, traded);
  }
  return held;
}

const add = (sums: Map<string, Decimal>, key: string, amount: Decimal): void =>
  void sums.set(key, (sums.get(key) ?? decimal("0")).plus(amount));

export const cashIsWhatMoved: Invariant = {
  id: "I8b",
  proves:
    "the cash is what the account began with, less what its fills cost, and what came or went beside them",
  violations: (books) =>
    said(
      books,
      sql`select a.account || ': ' || a.cash || ' in cash, its movements and fills add up to ' || round(m.amount - f.cost, 6) as line
      from accounts a
        cross join lateral (select coalesce(sum(amount), 0) as amount from cash_movements where account = a.account) m
        cross join lateral (select coalesce(sum(case side when 'buy' then quantity * price else - quantity * price end + fee), 0) as cost
          from ${STANDING} standing where account = a.account) f
      where abs(a.cash - m.amount + f.cost) >= 0.01`,
    ),
};
