import { Article, Signal } from "#core/model";
import type { articles, signals } from "#db";

/** A stored article as the model's word for it. */
export function toArticle(row: typeof articles.$inferSelect): Article {
  return Article.parse({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    knownAt: row.knownAt.toISOString(),
  });
}

/** A stored signal as the model's word for it. */
export function toSignal(row: typeof signals.$inferSelect): Signal {
  return Signal.parse({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    knownAt: row.knownAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  });
}
