import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { people } from "./people.ts";

export const threads = pgTable(
  "threads",
  {
    id: text("id").primaryKey(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => people.id),
    title: text("title").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [index("threads_by_owner").on(t.ownerId, t.updatedAt)],
);

/** One turn: from a person's message to the finished answer. */
export const runs = pgTable(
  "runs",
  {
    id: text("id").primaryKey(),
    threadId: text("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    messageId: text("message_id").notNull(),
    text: text("text").notNull(),
    status: text("status").notNull(), // running | done | stopped | failed
    model: text("model").notNull(),
    traceId: text("trace_id").notNull(),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("runs_by_thread").on(t.threadId, t.startedAt)],
);

/** Every chunk of an answer as it was streamed; a reload replays them. */
export const runEvents = pgTable(
  "run_events",
  {
    runId: text("run_id")
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    chunk: jsonb("chunk").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.seq] })],
);
