import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Earnings calls in writing, untrusted by definition. */
export const transcripts = pgTable(
  "transcripts",
  {
    symbol: text("symbol").notNull(),
    fiscalYear: integer("fiscal_year").notNull(),
    fiscalQuarter: integer("fiscal_quarter").notNull(),
    title: text("title").notNull(),
    turns: jsonb("turns").notNull(),
    url: text("url"),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "transcripts_once",
      columns: [t.symbol, t.fiscalYear, t.fiscalQuarter, t.collector, t.knownAt],
    }),
  ],
);
