import { sql } from "drizzle-orm";
import { boolean, check, doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Halts and resumptions as exchanges told them. Two of one millisecond are two rows: the halt counts. */
export const tradingStatuses = pgTable(
  "trading_statuses",
  {
    symbol: text("symbol").notNull(),
    state: text("state").notNull(),
    code: text("code").notNull(),
    reason: text("reason").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "trading_statuses_once",
      columns: [t.symbol, t.occurredAt, t.code, t.source, t.collector, t.knownAt],
    }),
    check("known_state", sql`state in ('trading', 'halted')`),
  ],
);

/** Limit-up limit-down prices as exchanges told them, USD; each holds until the next. */
export const priceBands = pgTable(
  "price_bands",
  {
    symbol: text("symbol").notNull(),
    lower: doublePrecision("lower").notNull(),
    upper: doublePrecision("upper").notNull(),
    isSuspended: boolean("is_suspended").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "price_bands_once",
      columns: [t.symbol, t.occurredAt, t.source, t.collector, t.knownAt],
    }),
    // NaN is above every number to the database, so the upper limit is held from both sides.
    check("sound_limits", sql`lower > 0 and lower < upper and upper < 'Infinity'`),
  ],
);

/** For how long halts and bands of a name were heard without a gap: from since_at to occurred_at. */
export const tradingWatches = pgTable(
  "trading_watches",
  {
    symbol: text("symbol").notNull(),
    sinceAt: instant("since_at").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "trading_watches_once",
      columns: [t.symbol, t.occurredAt, t.source, t.collector, t.knownAt],
    }),
    check("since_before", sql`since_at <= occurred_at`),
  ],
);
