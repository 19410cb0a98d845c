import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** The one seat from which orders are sent. Each new holder's number is higher; the row knows the newest. */
export const executorSeats = pgTable(
  "executor_seats",
  {
    seat: text("seat").primaryKey(),
    fence: bigint("fence", { mode: "number" }).notNull(),
    holder: text("holder").notNull(),
    takenAt: instant("taken_at").notNull(),
    renewedAt: instant("renewed_at").notNull(),
  },
  (t) => [check("one_seat", sql`${t.seat} = 'executor'`)],
);

/** How a process that sends orders came up, a row for each step; append-only. */
export const deskStartSteps = pgTable(
  "desk_start_steps",
  {
    startId: text("start_id").notNull(),
    position: integer("position").notNull(),
    step: text("step").notNull(),
    detail: text("detail").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.startId, t.position] }),
    check(
      "known_step",
      sql`${t.step} in ('lock', 'migrate', 'verify-chain', 'limits', 'reconcile', 'active')`,
    ),
  ],
);
