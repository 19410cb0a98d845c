import { sql } from "drizzle-orm";
import { decimal, toText } from "#core/model";
import { positions } from "#db";
import { type Invariant, said } from "../invariant.ts";

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
          coalesce(sum(remaining) filter (where side = 'sell'), 0) as sells
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

export const filledIsWhatTraded: Invariant = {
  id: "I7",
  proves:
    "an order's filled quantity is the sum of its fills, at most what was ordered, never worse than its limit",
  violations: (books) =>
    said(
      books,
      sql`select o.client_order_id || ': ' || o.filled_quantity || ' filled of ' || o.quantity || ', its fills add up to '
        || coalesce(f.quantity, 0) as line
      from orders o left join (select client_order_id, sum(quantity) as quantity, max(price) as highest, min(price) as lowest
        from fills group by client_order_id) f using (client_order_id)
      where o.filled_quantity > o.quantity or o.filled_quantity <> coalesce(f.quantity, 0)
        or (o.side = 'buy' and f.highest > o.limit_price) or (o.side = 'sell' and f.lowest < o.limit_price)`,
    ),
};

export const positionIsWhatTraded: Invariant = {
  id: "I8",
  proves: "a position is the sum of the fills in our books, and of the fills in the broker's",
  async violations(books) {
    const ours = await said(
      books,
      sql`select p.account || ' ' || p.symbol || ': holds ' || p.quantity || ', its fills add up to ' || coalesce(f.quantity, 0) as line
      from positions p left join (select account, symbol, sum(case side when 'buy' then quantity else -quantity end) as quantity
        from fills group by account, symbol) f using (account, symbol)
      where p.quantity <> coalesce(f.quantity, 0)`,
    );
    const held = new Map(books.broker.accepted.map((order) => [order.clientOrderId, order.terms]));
    const theirs = new Map<string, string>();
    for (const fill of books.broker.fills) {
      const terms = held.get(fill.clientOrderId);
      if (!terms) continue;
      const key = `${terms.account} ${terms.symbol}`;
      const traded = decimal(fill.quantity).times(terms.side === "buy" ? "1" : "-1");
      theirs.set(key, toText(decimal(theirs.get(key) ?? "0").plus(traded)));
    }
    const rows = await books.db.select().from(positions);
    const booked = new Map(rows.map((row) => [`${row.account} ${row.symbol}`, row.quantity]));
    const differing = [...new Set([...theirs.keys(), ...booked.keys()])].filter(
      (key) => !decimal(theirs.get(key) ?? "0").eq(decimal(booked.get(key) ?? "0")),
    );
    return [
      ...ours,
      ...differing.map(
        (key) =>
          `${key}: ${booked.get(key) ?? "nothing"} here, ${theirs.get(key) ?? "nothing"} at the broker`,
      ),
    ];
  },
};
