import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/** Social posts, untrusted by definition; an edited one is another row with a later known_at. */
export const posts = pgTable(
  "posts",
  {
    platform: text("platform").notNull(),
    postId: text("post_id").notNull(),
    author: text("author").notNull(),
    text: text("text").notNull(),
    url: text("url"),
    symbols: text("symbols").array().notNull(),
    likes: integer("likes"),
    occurredAt: instant("occurred_at").notNull(),
    knownAt: instant("known_at").notNull(),
    source: text("source").notNull(),
    collector: text("collector").notNull(),
  },
  (t) => [
    primaryKey({ name: "posts_once", columns: [t.platform, t.postId, t.knownAt] }),
    index("posts_by_known_at").on(t.knownAt), // "what was known by then?"
    index("posts_by_symbol").using("gin", t.symbols), // "what was said about it?"
  ],
);
