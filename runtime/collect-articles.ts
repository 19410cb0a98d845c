import { eq, max, min } from "drizzle-orm";
import type { Market } from "#core/market-data";
import { articles, people } from "#db";
import { contextFor, type Desk, recordArticle, systemActor } from "#operations";
import { Newsroom } from "./newsroom.ts";

/**
 * Asks the newsroom for articles since the newest one held, and records each once.
 *
 * @param dayMs how long one day of the newsroom takes on our clock
 * @returns how many were new
 */
export async function collectArticles(desk: Desk, market: Market, dayMs: number): Promise<number> {
  const now = desk.clock.now();
  const [heard] = await desk.db
    .select({ at: max(articles.knownAt) })
    .from(articles)
    .where(eq(articles.source, "simulated"));
  // The first seat is made when the desk is opened.
  const [opened] = await desk.db.select({ at: min(people.createdAt) }).from(people);
  const newsroom = new Newsroom(market, dayMs, (opened?.at ?? now).getTime());
  const ctx = contextFor(desk, systemActor("collector"));
  let fresh = 0;
  for (const { id: _vendorId, ...article } of await newsroom.articles(
    heard?.at?.toISOString() ?? null,
    now.toISOString(),
  )) {
    const { duplicate } = await recordArticle.perform(ctx, { ...article, url: article.url ?? undefined });
    if (!duplicate) fresh++;
  }
  return fresh;
}
