import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant, ledger } from "./columns.ts";
import { proposals } from "./proposals.ts";
import { riskLimits } from "./risk-limits.ts";
import { someTerms, someTermsChecks } from "./terms.ts";

/** Risk's yes, once: names the exact order by hash and dies by time, epoch, new limits or use. */
export const clearances = pgTable(
  "clearances",
  {
    id: text("id").primaryKey(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    orderHash: text("order_hash").notNull(),
    limitsVersion: integer("limits_version")
      .notNull()
      .references(() => riskLimits.version),
    killEpoch: bigint("kill_epoch", { mode: "number" }).notNull(),
    approvalsNeeded: integer("approvals_needed").notNull(),
    facts: jsonb("facts").notNull(), // what the gates saw, for replay
    issuedAt: instant("issued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    consumedAt: instant("consumed_at"),
  },
  (t) => [
    check(
      "lives_at_most_a_minute",
      sql`${t.expiresAt} > ${t.issuedAt} and ${t.expiresAt} <= ${t.issuedAt} + interval '60 seconds'`,
    ),
    check("approvals_needed_range", sql`${t.approvalsNeeded} between 0 and 2`),
  ],
);

/** Orders that passed the gates. A trigger decides whether a row may exist; its terms never change. */
export const orders = pgTable(
  "orders",
  {
    clientOrderId: text("client_order_id").primaryKey(),
    proposalId: text("proposal_id")
      .notNull()
      .references(() => proposals.id),
    clearanceId: text("clearance_id")
      .notNull()
      .references(() => clearances.id),
    exitOf: text("exit_of").references((): AnyPgColumn => orders.clientOrderId), // written by the database itself
    environment: text("environment").notNull(),
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    side: text("side").notNull(),
    quantity: ledger("quantity").notNull(),
    type: text("type").notNull(),
    limitPrice: ledger("limit_price").notNull(),
    timeInForce: text("time_in_force").notNull(),
    ...someTerms(),
    state: text("state").notNull().default("intent"),
    filledQuantity: ledger("filled_quantity").notNull().default("0"),
    averageFillPrice: ledger("average_fill_price"),
    brokerOrderId: text("broker_order_id"),
    cancelRequestedAt: instant("cancel_requested_at"),
    reason: text("reason"),
    killEpoch: bigint("kill_epoch", { mode: "number" }).notNull(),
    claimedBy: text("claimed_by"), // the executor holding it, with a lease
    claimedUntil: instant("claimed_until"),
    sendAttempts: integer("send_attempts").notNull().default(0),
    lookCount: integer("look_count").notNull().default(0), // how often the broker was asked about an unknown one
    sentAt: instant("sent_at"),
    source: text("source").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    unique("one_order_per_clearance").on(t.clearanceId, t.exitOf).nullsNotDistinct(), // and one exit
    unique("one_order_per_proposal").on(t.proposalId, t.exitOf).nullsNotDistinct(),
    index("orders_by_entry").on(t.exitOf).where(sql`${t.exitOf} is not null`), // "what is this entry's exit?"
    index("orders_by_state").on(t.state, t.createdAt), // "what is to be sent or asked about?"
    index("orders_open")
      .on(t.account, t.symbol)
      .where(sql`${t.state} in ('intent', 'sending', 'unknown', 'accepted', 'partially-filled')`), // "what may still trade?"
    index("orders_recent").on(t.account, t.createdAt), // "how many lately?"
    check("client_order_id_length", sql`length(${t.clientOrderId}) between 8 and 48`),
    check("symbol_shape", sql`${t.symbol} ~ '^[A-Z][A-Z0-9.]{0,9}$'`),
    check("known_side", sql`${t.side} in ('buy','sell')`),
    check("known_type", sql`${t.type} in ('market', 'limit', 'stop', 'stop-limit', 'trailing-stop')`),
    check("known_time_in_force", sql`${t.timeInForce} in ('day', 'gtc', 'ioc', 'fok', 'opg', 'cls')`),
    check("known_environment", sql`${t.environment} in ('sim','paper','live')`),
    check("quantity_range", sql`${t.quantity} > 0 and ${t.quantity} < 1e9`), // the upper bound also refuses NaN
    check("price_range", sql`${t.limitPrice} > 0 and ${t.limitPrice} < 1e9`),
    check("never_overfilled", sql`${t.filledQuantity} >= 0 and ${t.filledQuantity} <= ${t.quantity}`),
    ...someTermsChecks("orders", t),
  ],
);

/** The order's life as a list: every broker event and every step of ours. */
export const orderEvents = pgTable(
  "order_events",
  {
    id: text("id").primaryKey(),
    clientOrderId: text("client_order_id")
      .notNull()
      .references(() => orders.clientOrderId),
    kind: text("kind").notNull(),
    detail: jsonb("detail").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [index("order_events_by_order").on(t.clientOrderId, t.recordedAt)], // "what happened to this order?"
);

export const fills = pgTable(
  "fills",
  {
    broker: text("broker").notNull(),
    executionId: text("execution_id").notNull(),
    clientOrderId: text("client_order_id")
      .notNull()
      .references(() => orders.clientOrderId),
    account: text("account").notNull(),
    symbol: text("symbol").notNull(),
    side: text("side").notNull(),
    quantity: ledger("quantity").notNull(),
    price: ledger("price").notNull(),
    fee: ledger("fee").notNull(),
    filledAt: instant("filled_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    source: text("source").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull().default(sql`nextval('ledger_seq')`), // its place in the ledger
  },
  (t) => [
    unique("fills_once").on(t.broker, t.executionId), // a repeated fill is stored once
    index("fills_by_order").on(t.clientOrderId), // "what filled this order?"
    index("fills_exits").on(t.account, t.symbol, t.filledAt).where(sql`${t.side} = 'sell'`), // "when was it last sold?"
    index("fills_by_symbol").on(t.account, t.symbol, t.seq), // "how did this position come about?"
    check(
      "fill_range",
      sql`${t.quantity} > 0 and ${t.quantity} < 1e9 and ${t.price} > 0 and ${t.price} < 1e9`,
    ),
  ],
);
