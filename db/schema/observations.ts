import { date, doublePrecision, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Values of economic series: each publication of a period is a row, and none is ever overwritten. */
export const observations = pgTable(
  "observations",
  {
    seriesId: text("series_id").notNull(),
    periodOn: date("period_on", { mode: "string" }).notNull(),
    vintageOn: date("vintage_on", { mode: "string" }).notNull(),
    value: doublePrecision("value"),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({
      name: "observations_once",
      columns: [t.seriesId, t.periodOn, t.vintageOn, t.source, t.collector, t.knownAt],
    }),
    index("observations_as_of").on(t.seriesId, t.knownAt), // "what was published by then?"
  ],
);
