import { sql } from "drizzle-orm";
import { bigint, check, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { backfills } from "./backfills.ts";
import { instant } from "./columns.ts";

/** Pieces of a backfill, each with the place to go on from. */
export const backfillParts = pgTable(
  "backfill_parts",
  {
    backfillId: text("backfill_id")
      .notNull()
      .references(() => backfills.id),
    seq: integer("seq").notNull(),
    wish: jsonb("wish").notNull(),
    cursor: text("cursor"),
    rows: bigint("rows", { mode: "number" }).notNull().default(0),
    state: text("state").notNull(),
    error: text("error"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.backfillId, t.seq] }),
    check("known_state", sql`state in ('open', 'complete')`),
  ],
);
