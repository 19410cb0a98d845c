import { doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Best bid and offer as recorded; a different value for the same instant is a row with a later known_at. */
export const quotes = pgTable(
  "quotes",
  {
    symbol: text("symbol").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    bid: doublePrecision("bid").notNull(),
    ask: doublePrecision("ask").notNull(),
    bidSize: doublePrecision("bid_size").notNull(),
    askSize: doublePrecision("ask_size").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({ name: "quotes_once", columns: [t.symbol, t.occurredAt, t.source, t.collector, t.knownAt] }),
  ],
);
