import { boolean, index, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Texts from outside, each stored once by its content. Untrusted by definition. */
export const articles = pgTable(
  "articles",
  {
    id: text("id").primaryKey(),
    headline: text("headline").notNull(),
    body: text("body").notNull(),
    publisher: text("publisher").notNull(),
    url: text("url"),
    contentHash: text("content_hash").notNull(),
    suspicious: boolean("suspicious").notNull().default(false), // reads like instructions to a machine
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    unique("articles_once").on(t.contentHash),
    index("articles_by_known_at").on(t.knownAt), // "what was known by then?"
  ],
);
