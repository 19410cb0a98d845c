import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Long askings for the past, resumed by their wish after any stop. */
export const backfills = pgTable(
  "backfills",
  {
    id: text("id").primaryKey(),
    collector: text("collector").notNull(),
    wish: jsonb("wish").notNull(),
    wishKey: text("wish_key").notNull().unique(),
    state: text("state").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  () => [check("known_state", sql`state in ('running', 'complete')`)],
);
