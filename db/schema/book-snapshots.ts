import { jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Order books at an instant. */
export const bookSnapshots = pgTable(
  "book_snapshots",
  {
    symbol: text("symbol").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    bids: jsonb("bids").notNull(),
    asks: jsonb("asks").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "book_snapshots_once",
      columns: [t.symbol, t.occurredAt, t.source, t.collector, t.knownAt],
    }),
  ],
);
