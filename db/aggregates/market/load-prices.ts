import { sql } from "drizzle-orm";
import { BookSnapshot, type Instant, Quote, Trade } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import { readAsOf, within } from "./read-as-of.ts";

/** A stretch of what happened to one instrument, as it was known. */
export interface Window {
  symbol: string;
  asOf: Instant;
  from?: Instant;
  to?: Instant;
  /** The newest so many. */
  limit: number;
}

/** The newest quote known at an instant, or null before the first. */
export async function loadNewestQuote(
  db: Database | Transaction,
  symbol: string,
  asOf: Instant,
): Promise<Quote | null> {
  const [row] = await db.execute(sql`
    select * from quotes where symbol = ${symbol} and known_at <= ${asOf}::text::timestamptz
      and occurred_at <= ${asOf}::text::timestamptz
    order by occurred_at desc, known_at desc limit 1`);
  if (!row) return null;
  return Quote.parse({
    ...row,
    bidSize: row.bid_size,
    askSize: row.ask_size,
    occurredAt: new Date(row.occurred_at as string).toISOString(),
    knownAt: new Date(row.known_at as string).toISOString(),
  });
}

/** Quotes of a window, oldest first. */
export const loadQuotes = async (db: Database | Transaction, window: Window): Promise<Quote[]> =>
  (await newest(db, "quotes", window)).map((row) => Quote.parse(row));

/** Trades of a window, oldest first; one taken back stands as canceled from when that was known. */
export const loadTrades = async (db: Database | Transaction, window: Window): Promise<Trade[]> =>
  (await newest(db, "trades", window)).map((row) => Trade.parse(row));

/** The newest order book known at an instant, or null before the first. */
export async function loadBook(
  db: Database | Transaction,
  symbol: string,
  asOf: Instant,
): Promise<BookSnapshot | null> {
  const [row] = await newest(db, "books", { symbol, asOf, to: asOf, limit: 1 });
  return row ? BookSnapshot.parse(row) : null;
}

async function newest(
  db: Database | Transaction,
  topic: "quotes" | "trades" | "books",
  { symbol, asOf, from, to, limit }: Window,
): Promise<Record<string, unknown>[]> {
  const rows = await readAsOf(db, FACT_TABLES[topic], {
    asOf,
    where: sql`symbol = ${symbol} and ${within("occurred_at", from, to)}`,
    // Facts of one instant always come in one order, so that pages neither repeat nor lose one.
    order: sql`occurred_at desc, known_at desc, ${topic === "trades" ? sql`id desc` : sql`source, collector`}`,
    limit,
  });
  return rows.reverse();
}
