import { type SQL, sql } from "drizzle-orm";
import type { Bar, Instant, Interval, Source } from "#core/model";
import type { Database, Transaction } from "../open.ts";
import { OWN_COLLECTOR } from "./market/own-collector.ts";

/** Rows per insert; arrays keep the number of parameters constant. */
const BATCH = 5_000;

/** Stores bars as they were known. A bar already stored is left as it is. */
export async function insertBars(db: Database | Transaction, bars: readonly Bar[]): Promise<void> {
  for (let start = 0; start < bars.length; start += BATCH) {
    const batch = bars.slice(start, start + BATCH);
    const column = <K extends keyof Bar>(key: K) => sql.param(batch.map((bar) => bar[key]));
    await db.execute(sql`
      insert into bars (symbol, interval, occurred_at, known_at, open, high, low, close, volume, source)
      select * from unnest(${column("symbol")}::text[], ${column("interval")}::text[],
        ${column("occurredAt")}::text[]::timestamptz[], ${column("knownAt")}::text[]::timestamptz[],
        ${column("open")}::float8[], ${column("high")}::float8[], ${column("low")}::float8[],
        ${column("close")}::float8[], ${column("volume")}::float8[], ${column("source")}::text[])
      on conflict do nothing`);
  }
}

export interface BarQuery {
  symbol: string;
  interval: Interval;
  from: Instant;
  to: Instant;
  asOf: Instant;
  /** The newest so many. */
  limit: number;
  /** Whose bars count, the first named before the others; all where left out, the newest knowledge first. */
  collectors?: readonly string[];
  /** Bars of these sources alone; those of a vendor and of its stand-in are never one series. */
  sources?: readonly Source[];
}

/** A column's values, newest first; the one value where all are alike, null where all are null. */
type Told<T> = T[] | T | null;

/** Bars as they come over the wire, column by column, times in seconds since the epoch. */
interface Columns {
  occurred: number[];
  /** Null where it was known as it happened. */
  known: (number | null)[] | null;
  open: number[];
  high: number[];
  low: number[];
  close: number[];
  volume: number[];
  vwap: (number | null)[] | null;
  trades: (number | null)[] | null;
  source: Told<Bar["source"]>;
  collector: Told<string>;
}

const ifAny = (value: SQL): SQL => sql`case when count(${value}) > 0 then array_agg(${value}) end`;
const ifMany = (value: SQL): SQL =>
  sql`case when min(${value}) = max(${value}) then to_json(min(${value})) else to_json(array_agg(${value})) end`;

/**
 * Bars as they were known at an instant: of each, the newest revision not after `asOf`. Oldest first. They come as one
 * value, column by column: a driver takes several times as long to read thousands of rows, cell by cell.
 */
export async function loadBars(db: Database | Transaction, query: BarQuery): Promise<Bar[]> {
  const { symbol, interval, collectors, sources } = query;
  const named = collectors ? sql.param([...collectors]) : null;
  const [row] = await db.execute(sql`
    select json_build_object('occurred', array_agg(date_part('epoch', occurred_at)),
      'known', ${ifAny(sql`case when known_at <> occurred_at then date_part('epoch', known_at) end`)},
      'open', array_agg(open), 'high', array_agg(high), 'low', array_agg(low), 'close', array_agg(close),
      'volume', array_agg(volume), 'vwap', ${ifAny(sql`vwap`)}, 'trades', ${ifAny(sql`trades`)},
      'source', ${ifMany(sql`source`)}, 'collector', ${ifMany(sql`collector`)}) as columns
    from (
      select distinct on (occurred_at) * from bars
      where symbol = ${symbol} and interval = ${interval}
        and occurred_at between ${query.from}::timestamptz and ${query.to}::timestamptz
        and known_at <= ${query.asOf}::timestamptz
        ${named ? sql`and collector = any(${named}::text[])` : sql``}
        ${sources ? sql`and source = any(${sql.param([...sources])}::text[])` : sql``}
      order by occurred_at desc, ${named ? sql`array_position(${named}::text[], collector), ` : sql``}known_at desc
      limit ${query.limit}
    ) newest`);
  const columns = row?.columns as Columns | { occurred: null } | undefined;
  return columns?.occurred ? barsOf(symbol, interval, columns) : [];
}

function barsOf(symbol: string, interval: Interval, columns: Columns): Bar[] {
  const bars: Bar[] = [];
  for (let row = columns.occurred.length - 1; row >= 0; row--) {
    const occurredAt = instantOf(at(columns.occurred, row));
    const [known, vwap, trades] = [columns.known?.[row], columns.vwap?.[row], columns.trades?.[row]];
    const collector = toldAt(columns.collector, row);
    const bar: Bar = {
      symbol,
      interval,
      occurredAt,
      knownAt: typeof known === "number" ? instantOf(known) : occurredAt,
      open: at(columns.open, row),
      high: at(columns.high, row),
      low: at(columns.low, row),
      close: at(columns.close, row),
      volume: at(columns.volume, row),
      source: toldAt(columns.source, row),
    };
    if (typeof vwap === "number") bar.vwap = vwap;
    if (typeof trades === "number") bar.trades = trades;
    // Our own sources name no collector.
    if (collector !== OWN_COLLECTOR) bar.collector = collector;
    bars.push(bar);
  }
  return bars;
}

/** All columns are as long as the first. */
const at = <T>(column: readonly T[], row: number): T => column[row] as T;
const toldAt = <T>(told: Told<T>, row: number): T => (Array.isArray(told) ? at(told, row) : (told as T));
const instantOf = (seconds: number): Instant => new Date(Math.round(seconds * 1_000)).toISOString();

/** First and last bar that our own sources told of a series, or null when they told none. */
export async function barCoverage(
  db: Database | Transaction,
  symbol: string,
  interval: Interval,
): Promise<{ first: Instant; last: Instant } | null> {
  const [row] = await db.execute(sql`
    select min(occurred_at) as first, max(occurred_at) as last from bars
    where symbol = ${symbol} and interval = ${interval} and collector = ${OWN_COLLECTOR}`);
  return row?.first ? { first: iso(row.first), last: iso(row.last) } : null;
}

const iso = (value: unknown): Instant => new Date(value as string | Date).toISOString();
