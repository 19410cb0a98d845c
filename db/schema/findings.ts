import { sql } from "drizzle-orm";
import { bigserial, check, index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** What a person should know before relying on data; each thing found is kept once. */
export const findings = pgTable(
  "findings",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    check: text("check").notNull(),
    severity: text("severity").notNull(),
    topic: text("topic").notNull(),
    subject: text("subject").notNull(),
    interval: text("interval"),
    fromAt: instant("from_at"),
    toAt: instant("to_at"),
    detail: text("detail").notNull(),
    collector: text("collector").notNull(),
    foundAt: instant("found_at").notNull(),
  },
  (t) => [
    check("known_severity", sql`severity in ('info', 'warning', 'error')`),
    index("findings_by_subject").on(t.subject, t.foundAt), // "what is wrong with it?"
  ],
);
