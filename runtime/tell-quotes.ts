import type { Quote } from "#core/model";
import type { BuiltDesk } from "./desk.ts";

/**
 * Tells the newest quote of every symbol somebody subscribed to, unless it was told already: those of the made-up
 * market, which nobody collects, and those that another process collected into the store.
 *
 * @returns how many were new
 */
export async function tellQuotes({
  desk,
  market,
  feed,
}: Pick<BuiltDesk, "desk" | "market" | "feed">): Promise<number> {
  const now = desk.clock.now().toISOString();
  const fresh: Quote[] = [];
  for (const symbol of feed.wanted("quote")) {
    const quote = await market.quote(symbol, now);
    const [told] = feed.snapshot([symbol], ["quote"]);
    if (quote && (!told || told.fact.occurredAt < quote.occurredAt)) fresh.push(quote);
  }
  if (fresh.length > 0) feed.publish({ receivedAt: now, quotes: fresh });
  return fresh.length;
}
