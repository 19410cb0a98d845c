import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Searches of parameters. A running one is led by the process whose lease stands; each new leader takes the next
 * fence, and what an older one still writes is refused.
 */
export const studies = pgTable(
  "studies",
  {
    id: text("id").primaryKey(),
    inputs: jsonb("inputs").notNull(),
    fixed: jsonb("fixed").notNull(),
    dimensions: jsonb("dimensions").notNull(),
    method: text("method").notNull(),
    methodReason: text("method_reason").notNull(),
    objectives: text("objectives").array().notNull(),
    budget: integer("budget").notNull(),
    seed: bigint("seed", { mode: "number" }).notNull(),
    inSampleShare: doublePrecision("in_sample_share").notNull(),
    historyDigest: text("history_digest").notNull(), // of the bars and signals: who holds others may not try
    state: text("state").notNull(),
    /** Trials that were asked for, and those that are told; the difference is under way. */
    asked: integer("asked").notNull().default(0),
    done: integer("done").notNull().default(0),
    workedMs: bigint("worked_ms", { mode: "number" }).notNull().default(0),
    best: jsonb("best"),
    front: jsonb("front").notNull().default([]),
    outOfSample: jsonb("out_of_sample"),
    warnings: jsonb("warnings").notNull().default([]),
    requestedBy: text("requested_by").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    leader: text("leader"),
    fence: integer("fence").notNull().default(0),
    leaseUntil: instant("lease_until"),
  },
  (t) => [
    index("studies_recent").on(t.startedAt),
    index("studies_running").on(t.id).where(sql`state = 'running'`), // "which need a leader, or hands?"
    check("known_state", sql`state in ('running', 'paused', 'finished', 'cancelled', 'failed')`),
    check("told_were_asked", sql`done <= asked and asked <= budget`),
  ],
);

/** Stretches of a study's trials, each tried by one process at a time, and by another when its lease is over. */
export const studyShares = pgTable(
  "study_shares",
  {
    studyId: text("study_id")
      .notNull()
      .references(() => studies.id),
    first: integer("first").notNull(), // number of its first trial
    points: jsonb("points").notNull(),
    state: text("state").notNull(),
    holder: text("holder"),
    attempts: integer("attempts").notNull().default(0),
    leaseUntil: instant("lease_until"),
  },
  (t) => [
    primaryKey({ columns: [t.studyId, t.first] }),
    index("study_shares_open").on(t.studyId, t.first).where(sql`state = 'open'`),
    check("known_state", sql`state in ('open', 'done')`),
  ],
);

/** Evaluated points, each once. */
export const studyTrials = pgTable(
  "study_trials",
  {
    studyId: text("study_id")
      .notNull()
      .references(() => studies.id),
    number: integer("number").notNull(),
    parameters: jsonb("parameters").notNull(),
    values: jsonb("values"),
    metrics: jsonb("metrics"),
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.studyId, t.number] }),
    check("values_or_failure", sql`("values" is null) = (failure is not null)`),
  ],
);
