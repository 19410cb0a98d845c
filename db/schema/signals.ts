import { doublePrecision, index, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const signals = pgTable(
  "signals",
  {
    id: text("id").primaryKey(),
    symbol: text("symbol").notNull(),
    kind: text("kind").notNull(),
    direction: text("direction").notNull(),
    strength: doublePrecision("strength").notNull(),
    confidence: doublePrecision("confidence").notNull(),
    rationale: text("rationale").notNull(),
    evidenceIds: jsonb("evidence_ids").$type<string[]>().notNull(),
    evidenceKey: text("evidence_key").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    unique("signals_once").on(t.kind, t.symbol, t.evidenceKey), // the same evidence speaks once
    index("signals_by_symbol").on(t.symbol, t.knownAt), // "what did we think of this name by then?"
  ],
);
