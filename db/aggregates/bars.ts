import { sql } from "drizzle-orm";
import type { Bar, Instant, Interval } from "#core/model";
import type { Database, Transaction } from "../open.ts";
import { OWN_COLLECTOR } from "./market/store-facts.ts";

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
}

/** Bars as they were known at an instant: of each, the newest revision not after `asOf`. Oldest first. */
export async function loadBars(db: Database | Transaction, query: BarQuery): Promise<Bar[]> {
  const { collectors } = query;
  const named = collectors ? sql.param([...collectors]) : null;
  const rows = await db.execute(sql`
    select * from (
      select distinct on (occurred_at) symbol, interval, occurred_at as "occurredAt", known_at as "knownAt",
        open, high, low, close, volume, vwap, trades, source, collector
      from bars
      where symbol = ${query.symbol} and interval = ${query.interval}
        and occurred_at between ${query.from}::timestamptz and ${query.to}::timestamptz
        and known_at <= ${query.asOf}::timestamptz
        ${named ? sql`and collector = any(${named}::text[])` : sql``}
      order by occurred_at desc, ${named ? sql`array_position(${named}::text[], collector), ` : sql``}known_at desc
      limit ${query.limit}
    ) newest order by "occurredAt"`);
  return rows.map(toBar);
}

/** A bar as the model's word for it; our own sources name no collector. */
function toBar(row: Record<string, unknown>): Bar {
  const { vwap, trades, collector, ...rest } = row;
  return {
    ...(rest as unknown as Bar),
    occurredAt: iso(row.occurredAt),
    knownAt: iso(row.knownAt),
    ...(vwap === null ? {} : { vwap: vwap as number }),
    ...(trades === null ? {} : { trades: trades as number }),
    ...(collector === OWN_COLLECTOR ? {} : { collector: collector as string }),
  };
}

/** First and last bar held of a series, or null when none is. */
export async function barCoverage(
  db: Database | Transaction,
  symbol: string,
  interval: Interval,
): Promise<{ first: Instant; last: Instant } | null> {
  const [row] = await db.execute(sql`
    select min(occurred_at) as first, max(occurred_at) as last from bars where symbol = ${symbol} and interval = ${interval}`);
  return row?.first ? { first: iso(row.first), last: iso(row.last) } : null;
}

const iso = (value: unknown): Instant => new Date(value as string | Date).toISOString();
