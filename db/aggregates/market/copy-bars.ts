import { finished } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import type { Bar, Instant } from "#core/model";
import type { Transaction } from "../../open.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import { oneWriterOfBars } from "./one-writer-of-bars.ts";
import { OWN_COLLECTOR } from "./own-collector.ts";
import { scopeOfBars } from "./scope-of-bars.ts";
import { noneStored, type StoredCount, storing } from "./store-rows.ts";

/** Lines handed to the socket at once. */
const CHUNK = 2_000;

/**
 * Stores many bars as `storeFacts` does, to the same end at a multiple of the speed: bars of a stretch of which nothing
 * is held go in by COPY as they are, others by COPY into a table of this session and one statement from there. For a
 * server: the embedded database takes no COPY over its wire.
 */
export async function copyBars(
  tx: Transaction,
  bars: readonly Bar[],
  receivedAt: Instant,
): Promise<StoredCount> {
  if (bars.length === 0) return noneStored();
  await oneWriterOfBars(tx, bars);
  if (await areAllNew(tx, bars)) {
    await copyIn(tx, "bars", bars);
    return { ...noneStored(), new: bars.length };
  }
  await tx.execute(sql`
    create temp table if not exists told_bars (like bars, ordinality bigserial) on commit delete rows`);
  await copyIn(tx, "told_bars", bars);
  const [row] = await tx.execute(storing(FACT_TABLES.bars, sql`told_bars`, receivedAt, scopeOfBars(bars)));
  const count = row as unknown as StoredCount | undefined;
  if (!count) throw new Error("bars were stored without a count");
  const repeated = bars.length - count.new - count.revised - count.same;
  return { new: count.new, revised: count.revised, same: count.same + repeated };
}

/** Whether no bar is told twice, and nothing is held of the stretch they are about. */
async function areAllNew(tx: Transaction, bars: readonly Bar[]): Promise<boolean> {
  const keys = new Set(
    bars.map((bar) => `${bar.symbol} ${bar.interval} ${bar.occurredAt} ${bar.source} ${bar.collector}`),
  );
  if (keys.size < bars.length) return false;
  const [row] = await tx.execute(
    sql`select exists (select 1 from bars held where ${scopeOfBars(bars)}) as is_held`,
  );
  return row?.is_held === false;
}

/** The driver's own hold on the transaction: Drizzle has no word for COPY. */
const clientOf = (tx: Transaction): TransactionSql =>
  (tx as unknown as { session: { client: TransactionSql } }).session.client;

/** Hands bars to a table with the columns of `bars`, and nothing else: no key is looked at but the table's own. */
export async function copyIn(tx: Transaction, table: string, bars: readonly Bar[]): Promise<void> {
  const client = clientOf(tx);
  const line =
    await client`copy ${client(table)} (symbol, interval, occurred_at, known_at, open, high, low, close,
    volume, vwap, trades, source, collector) from stdin`.writable();
  for (let start = 0; start < bars.length; start += CHUNK) {
    const hasRoom = line.write(
      bars
        .slice(start, start + CHUNK)
        .map(lineOf)
        .join(""),
    );
    if (!hasRoom) await new Promise((resolve) => line.once("drain", resolve));
  }
  line.end();
  await finished(line);
}

/** One line of COPY's text format: no word here can hold a tab, a backslash or a line's end. */
const lineOf = (bar: Bar): string =>
  `${bar.symbol}\t${bar.interval}\t${bar.occurredAt}\t${bar.knownAt}\t${bar.open}\t${bar.high}\t${bar.low}\t${bar.close}\t${bar.volume}\t${bar.vwap ?? "\\N"}\t${bar.trades ?? "\\N"}\t${bar.source}\t${bar.collector ?? OWN_COLLECTOR}\n`;
