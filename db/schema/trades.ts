import { sql } from "drizzle-orm";
import { check, doublePrecision, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Trades at venues; one taken back or corrected later is another row with a later known_at. */
export const trades = pgTable(
  "trades",
  {
    symbol: text("symbol").notNull(),
    id: text("id").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    price: doublePrecision("price").notNull(),
    size: doublePrecision("size").notNull(),
    venue: text("venue"),
    conditions: text("conditions").array().notNull(),
    state: text("state").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({ name: "trades_once", columns: [t.symbol, t.id, t.source, t.collector, t.knownAt] }),
    check("known_state", sql`state in ('good', 'corrected', 'canceled')`),
    index("trades_by_time").on(t.symbol, t.occurredAt), // "what traded then?"
  ],
);
