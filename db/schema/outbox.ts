import { bigserial, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Domain events, written in the transaction of the change they tell of. */
export const events = pgTable(
  "events",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    id: text("id").notNull().unique(),
    type: text("type").notNull(),
    entityId: text("entity_id").notNull(),
    payload: jsonb("payload").notNull(),
    causedBy: jsonb("caused_by").$type<string[]>().notNull(),
    traceId: text("trace_id").notNull(),
    actor: text("actor").notNull(),
    occurredAt: instant("occurred_at").notNull(),
  },
  (t) => [index("events_by_type").on(t.type, t.seq), index("events_by_entity").on(t.entityId, t.seq)],
);

/** Work a flow owes to an event: inserted with the event, deleted by nobody, closed when done. */
export const deliveries = pgTable(
  "deliveries",
  {
    eventId: text("event_id")
      .notNull()
      .references(() => events.id),
    flow: text("flow").notNull(),
    status: text("status").notNull(), // waiting | done | failed
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
    nextAt: instant("next_at").notNull(),
    doneAt: instant("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.flow] }),
    index("deliveries_due").on(t.status, t.nextAt), // "what is owed now?"
  ],
);

/** Messages from outside that were seen: a second delivery of the same one is recognised. */
export const inbox = pgTable(
  "inbox",
  {
    source: text("source").notNull(),
    eventId: text("event_id").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.eventId] })],
);
