import { bigint, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Append-only, hash-chained record of every effect and every denied attempt. Hashes are made by a trigger. */
export const audit = pgTable(
  "audit",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    via: text("via").notNull(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(), // done | denied | failed
    entityId: text("entity_id").notNull(),
    traceId: text("trace_id").notNull(),
    detail: jsonb("detail").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [index("audit_by_entity").on(t.entityId, t.seq)],
);
