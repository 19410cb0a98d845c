import { sql } from "drizzle-orm";
import { check, doublePrecision, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { embedding, instant } from "./columns.ts";

/** What the desk remembers. Forgetting deletes the row. */
export const memories = pgTable(
  "memories",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    owner: text("owner").notNull(),
    text: text("text").notNull(),
    origin: text("origin").notNull(),
    originKey: text("origin_key").notNull(),
    trust: text("trust").notNull(),
    importance: doublePrecision("importance").notNull(),
    causedBy: jsonb("caused_by").$type<string[]>().notNull(),
    knownAt: instant("known_at").notNull(),
    validUntil: instant("valid_until"),
    embedding: embedding("embedding").notNull(),
    embeddingModel: text("embedding_model").notNull(),
    embeddingDimension: integer("embedding_dimension").notNull(),
  },
  (t) => [
    unique("memories_once").on(t.owner, t.originKey), // the same event is remembered once
    index("memories_by_owner").on(t.owner, t.knownAt), // "what did this person know by then?"
    index("memories_words").using("gin", sql`to_tsvector('english', ${t.text})`), // keyword half of recall
    check("known_trust", sql`${t.trust} in ('trusted','untrusted')`),
  ],
);
