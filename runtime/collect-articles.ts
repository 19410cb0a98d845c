import { sql } from "drizzle-orm";
import type { Market } from "#core/market-data";
import { contextFor, type Desk, recordArticle, systemActor } from "#operations";

/** How far back a desk that has never collected begins, ms. */
const FIRST_WINDOW_MS = 36 * 3_600_000;

/** Asks the collectors for articles since the last one held, and records each once. @returns how many were new */
export async function collectArticles(desk: Desk, market: Market): Promise<number> {
  const now = desk.clock.now();
  const [row] = await desk.db.execute(
    sql`select max(known_at) as newest from articles where source = 'simulated'`,
  );
  const newest = row?.newest ? new Date(row.newest as string) : new Date(now.getTime() - FIRST_WINDOW_MS);
  const ctx = contextFor(desk, systemActor("collector"));
  let fresh = 0;
  for (const { id: _vendorId, ...article } of await market.articles(
    newest.toISOString(),
    now.toISOString(),
  )) {
    const { duplicate } = await recordArticle.perform(ctx, { ...article, url: article.url ?? undefined });
    if (!duplicate) fresh++;
  }
  return fresh;
}
