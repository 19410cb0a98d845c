import { doublePrecision, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Bars as they were known: a revision is a new row with a later known_at. Partitioned by interval, and bars within days
 * by year besides.
 */
export const bars = pgTable(
  "bars",
  {
    symbol: text("symbol").notNull(),
    interval: text("interval").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    open: doublePrecision("open").notNull(),
    high: doublePrecision("high").notNull(),
    low: doublePrecision("low").notNull(),
    close: doublePrecision("close").notNull(),
    volume: doublePrecision("volume").notNull(),
    vwap: doublePrecision("vwap"),
    trades: integer("trades"),
    source: text("source").notNull(),
    collector: text("collector").notNull().default("desk"),
  },
  (t) => [
    primaryKey({
      name: "bars_once",
      columns: [t.symbol, t.interval, t.occurredAt, t.source, t.collector, t.knownAt],
    }),
    index("bars_as_of").on(t.symbol, t.interval, t.knownAt), // "what was known of this series by then?"
  ],
);
