import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** When figures are published, as scheduled and as it was. */
export const releases = pgTable(
  "releases",
  {
    releaseId: text("release_id").notNull(),
    name: text("name").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    isTimeKnown: boolean("is_time_known").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({ name: "releases_once", columns: [t.releaseId, t.occurredAt, t.collector, t.knownAt] }),
    index("releases_by_time").on(t.occurredAt), // "what comes out then?"
  ],
);
