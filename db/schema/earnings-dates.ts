import { boolean, doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** When companies tell their figures, as it was believed at each time. */
export const earningsDates = pgTable(
  "earnings_dates",
  {
    symbol: text("symbol").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    isEstimate: boolean("is_estimate").notNull(),
    epsExpected: doublePrecision("eps_expected"),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({ name: "earnings_dates_once", columns: [t.symbol, t.occurredAt, t.collector, t.knownAt] }),
  ],
);
