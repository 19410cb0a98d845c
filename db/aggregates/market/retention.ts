import { sql } from "drizzle-orm";
import type { Database } from "../../open.ts";

/** For how many days what passes quickly is kept, by when it happened. Everything else is kept for ever. */
export interface RetentionPolicy {
  /** Price bands too; for how long they were heard is kept for a day. */
  quotes: number;
  trades: number;
  books: number;
  /** Bars shorter than a day. */
  minutes: number;
  /** Runs of collectors that ended. */
  runs: number;
}

/** Rows deleted in one transaction, so that nobody waits long for a lock. */
const BATCH = 20_000;
const DAY_MS = 86_400_000;
/** They say whether the newest band still holds; what an order was judged by is kept with its verdict. */
const WATCH_DAYS = 1;

/**
 * Deletes what is older than its days. Days, texts, figures, actions and findings stay: decisions rest on them, and a
 * backtest asks for them years later.
 *
 * @returns rows deleted, by kind
 */
export async function applyRetention(
  db: Database,
  policy: RetentionPolicy,
  now: Date,
): Promise<Record<keyof RetentionPolicy, number>> {
  const before = (days: number) =>
    sql`${new Date(now.getTime() - days * DAY_MS).toISOString()}::text::timestamptz`;
  return {
    quotes:
      (await deleteAll(db, "quotes", sql`occurred_at < ${before(policy.quotes)}`)) +
      (await deleteAll(db, "price_bands", sql`occurred_at < ${before(policy.quotes)}`)) +
      (await deleteAll(db, "trading_watches", sql`occurred_at < ${before(WATCH_DAYS)}`)),
    trades: await deleteAll(db, "trades", sql`occurred_at < ${before(policy.trades)}`),
    books: await deleteAll(db, "book_snapshots", sql`occurred_at < ${before(policy.books)}`),
    minutes: await deleteAll(
      db,
      "bars",
      sql`interval in ('1m', '5m', '15m', '30m', '1h') and occurred_at < ${before(policy.minutes)}`,
    ),
    runs: await deleteAll(
      db,
      "collector_runs",
      // The newest that went through says where the next one goes on.
      sql`outcome <> 'running' and ended_at < ${before(policy.runs)} and started_at < (
        select max(done.started_at) from collector_runs done
        where done.collector = collector_runs.collector and done.job = collector_runs.job and done.outcome = 'done')`,
    ),
  };
}

async function deleteAll(db: Database, table: string, which: ReturnType<typeof sql>): Promise<number> {
  for (let total = 0; ; ) {
    const gone = await db.execute(sql`
      with old as (select tableoid, ctid from ${sql.identifier(table)} where ${which} limit ${BATCH}),
        gone as (delete from ${sql.identifier(table)} t using old where t.tableoid = old.tableoid and t.ctid = old.ctid returning 1)
      select count(*)::int as n from gone`);
    const deleted = Number(gone[0]?.n ?? 0);
    total += deleted;
    if (deleted < BATCH) return total;
  }
}
