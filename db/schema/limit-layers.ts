import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { instant, ledger } from "./columns.ts";

/**
 * Some limits of one level and key, append-only: the newest without an end stands; one with an end stands above it
 * until then. The account's own complete document is in `risk_limits`.
 */
export const limitLayers = pgTable(
  "limit_layers",
  {
    version: integer("version").primaryKey(),
    level: text("level").notNull(),
    key: text("key").notNull(),
    limits: jsonb("limits").notNull(),
    loosened: text("loosened").notNull().default("none"), // none | by-two
    reason: text("reason").notNull(),
    setBy: text("set_by").array().notNull(),
    setAt: instant("set_at").notNull(),
    endsAt: instant("ends_at"), // null: stands until changed
  },
  (t) => [
    index("limit_layers_of").on(t.level, t.key, t.version.desc()), // "what stands here?"
    check("known_level", sql`${t.level} in ('global', 'account', 'strategy', 'sector', 'symbol')`),
    check("key_of_its_level", sql`(${t.level} = 'global') = (${t.key} = '')`),
    check("set_by_somebody", sql`cardinality(${t.setBy}) >= 1`),
    check("says_why", sql`length(${t.reason}) >= 3`),
    check("override_takes_two", sql`${t.endsAt} is null or ${t.loosened} = 'by-two'`),
    check(
      "override_lives_a_day",
      sql`${t.endsAt} is null or (${t.endsAt} > ${t.setAt} and ${t.endsAt} <= ${t.setAt} + interval '24 hours')`,
    ),
  ],
);

/** Names nobody trades, and names that need another person; the newest row of a symbol holds. */
export const instrumentLists = pgTable(
  "instrument_lists",
  {
    version: integer("version").primaryKey(),
    symbol: text("symbol").notNull(),
    list: text("list").notNull(),
    reason: text("reason").notNull(),
    setBy: text("set_by").array().notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    index("instrument_lists_of").on(t.symbol, t.version.desc()), // "is it on a list?"
    check("known_list", sql`${t.list} in ('restricted', 'watched', 'none')`),
  ],
);

/** A person looked at what a strategy does. */
export const strategyReviews = pgTable(
  "strategy_reviews",
  {
    id: text("id").primaryKey(),
    strategy: text("strategy").notNull(),
    note: text("note").notNull(),
    reviewedBy: text("reviewed_by").notNull(),
    reviewedAt: instant("reviewed_at").notNull(),
  },
  (t) => [index("strategy_reviews_of").on(t.strategy, t.reviewedAt.desc())], // "when did somebody look?"
);

/** The account's equity through a day, for drawdowns. */
export const equityDays = pgTable(
  "equity_days",
  {
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    day: text("day").notNull(),
    open: ledger("open").notNull(),
    high: ledger("high").notNull(),
    low: ledger("low").notNull(),
    last: ledger("last").notNull(),
    protection: text("protection").notNull().default("ACTIVE"), // the strictest state losses imposed that day
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.day] }),
    check("known_protection", sql`${t.protection} in ('ACTIVE', 'REDUCING', 'HALTED')`),
  ],
);

/** What a position brought from flat to flat, after fees. */
export const tradeResults = pgTable(
  "trade_results",
  {
    account: text("account")
      .notNull()
      .references(() => accounts.account),
    symbol: text("symbol").notNull(),
    realisedTotal: ledger("realised_total").notNull(), // of the position's whole life, USD
    result: ledger("result").notNull(), // since the position was flat before, USD
    endedAt: instant("ended_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.symbol, t.endedAt] }),
    index("trade_results_recent").on(t.account, t.endedAt.desc()), // "how did the last ones end?"
  ],
);
