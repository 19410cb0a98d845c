import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Each asking of a vendor: what was wished, what arrived, what went wrong. Holds no secret. */
export const collectorRuns = pgTable(
  "collector_runs",
  {
    id: text("id").primaryKey(),
    collector: text("collector").notNull(),
    job: text("job").notNull(),
    fromAt: instant("from_at"), // none where the newest is asked for
    toAt: instant("to_at").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    outcome: text("outcome").notNull(),
    counts: jsonb("counts").$type<Record<string, number>>().notNull(),
    findings: integer("findings").notNull().default(0),
    /** Whom the findings are about, each once; none of runs that ended before this was kept. */
    findingSubjects: text("finding_subjects").array(),
    error: text("error"),
  },
  (t) => [
    index("collector_runs_recent").on(t.collector, t.job, t.startedAt), // "how did it go lately?"
    check("known_outcome", sql`outcome in ('running', 'done', 'partial', 'failed', 'canceled')`),
  ],
);
