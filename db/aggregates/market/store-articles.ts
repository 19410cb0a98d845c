import type { Instant, ToldArticle } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { articles } from "../../schema/articles.ts";
import { noneStored, type StoredCount } from "./store-rows.ts";

/** A told article with what this desk adds: its id, what makes it the same text, whose story it is, its language. */
export interface IncomingArticle extends ToldArticle {
  id: string;
  contentHash: string;
  clusterKey: string | null;
  language: string | null;
  /** Such as no-date or future-date. */
  flags: readonly string[];
}

/** Ids of what was stored anew, oldest first; the counts beside them. */
export interface StoredArticles extends StoredCount {
  ids: string[];
}

/**
 * Stores articles once by their text; another text under a vendor's id is a new version, known from its receipt. An
 * article without a sane date is dated by its receipt, and flagged.
 */
export async function storeArticles(
  db: Database | Transaction,
  told: readonly IncomingArticle[],
  receivedAt: Instant,
): Promise<StoredArticles> {
  const count: StoredArticles = { ...noneStored(), ids: [] };
  for (const article of told) {
    const { publishedAt, updatedAt, symbols, flags, ...rest } = article;
    const isDated = publishedAt !== null && publishedAt <= receivedAt;
    const [stored] = await db
      .insert(articles)
      .values({
        ...rest,
        symbols: [...symbols],
        flags: [...flags],
        occurredAt: new Date(isDated ? publishedAt : receivedAt),
        knownAt: new Date(receivedAt),
        updatedAt: updatedAt === null ? null : new Date(updatedAt),
      })
      .onConflictDoNothing()
      .returning({ id: articles.id });
    if (stored) {
      count.ids.push(stored.id);
      count.new++;
    } else count.same++;
  }
  return count;
}
