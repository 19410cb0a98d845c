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
    collector: text("collector").notNull().default("desk"),
    vendorId: text("vendor_id"),
    author: text("author"),
    symbols: text("symbols").array().notNull().default([]), // as the vendor names them
    clusterKey: text("cluster_key"), // the first telling of the same story
    language: text("language"),
    updatedAt: instant("updated_at"),
    flags: text("flags").array().notNull().default([]), // what is doubtful about its date
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    unique("articles_once").on(t.contentHash),
    index("articles_by_known_at").on(t.knownAt), // "what was known by then?"
    index("articles_by_vendor_id").on(t.collector, t.vendorId, t.knownAt), // "which version was it then?"
    index("articles_by_symbol").using("gin", t.symbols), // "what was written about it?"
    index("articles_by_cluster").on(t.clusterKey, t.knownAt), // "who else told this story?"
  ],
);
