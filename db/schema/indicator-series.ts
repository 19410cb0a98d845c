import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What economic series measure. */
export const indicatorSeries = pgTable(
  "indicator_series",
  {
    id: text("id").notNull(),
    title: text("title").notNull(),
    units: text("units").notNull(),
    frequency: text("frequency").notNull(),
    seasonalAdjustment: text("seasonal_adjustment").notNull(),
    releaseId: text("release_id"),
    releaseName: text("release_name"),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [primaryKey({ name: "indicator_series_once", columns: [t.id, t.collector, t.knownAt] })],
);
