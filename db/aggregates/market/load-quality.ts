import { and, desc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Finding, Instant, Interval } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { findings } from "../../schema/findings.ts";

/** What was found by an instant, newest first. */
export async function loadFindings(
  db: Database | Transaction,
  question: {
    asOf: Instant;
    subjects?: readonly string[];
    topic?: string;
    severities?: readonly Finding["severity"][];
    limit: number;
  },
): Promise<Finding[]> {
  const { asOf, subjects, topic, severities, limit } = question;
  const holds: (SQL | undefined)[] = [
    lte(findings.foundAt, new Date(asOf)),
    subjects ? inArray(findings.subject, [...subjects]) : undefined,
    topic ? eq(findings.topic, topic) : undefined,
    severities ? inArray(findings.severity, [...severities]) : undefined,
  ];
  const rows = await db
    .select()
    .from(findings)
    .where(and(...holds))
    .orderBy(desc(findings.foundAt), desc(findings.id))
    .limit(limit);
  return rows.map(({ id: _id, fromAt, toAt, foundAt, check, severity, ...rest }) => ({
    ...rest,
    check: check as Finding["check"],
    severity: severity as Finding["severity"],
    from: fromAt?.toISOString() ?? null,
    to: toAt?.toISOString() ?? null,
    foundAt: foundAt.toISOString(),
  }));
}

/** What is held of one series of bars by one teller. */
export interface Coverage {
  symbol: string;
  interval: Interval;
  source: string;
  collector: string;
  first: Instant;
  last: Instant;
  bars: number;
  revisions: number;
}

/** What is held, by symbol, interval and teller, as known at an instant. */
export async function loadCoverage(
  db: Database | Transaction,
  question: { asOf: Instant; symbols?: readonly string[]; interval?: Interval },
): Promise<Coverage[]> {
  const { asOf, symbols, interval } = question;
  const rows = await db.execute(sql`
    select symbol, interval, source, collector, min(occurred_at) as first, max(occurred_at) as last,
      count(*)::int as bars, (sum(told) - count(*))::int as revisions
    from (
    -- Counting distinct values would sort every bar.
    select symbol, interval, source, collector, occurred_at, count(*) as told from bars
    where known_at <= ${asOf}::text::timestamptz
      and ${symbols ? sql`symbol = any(${sql.param([...symbols])}::text[])` : sql`true`}
      and ${interval ? sql`interval = ${interval}` : sql`true`}
    group by symbol, interval, source, collector, occurred_at) held
    group by symbol, interval, source, collector order by symbol, interval, source, collector`);
  return [...rows].map((row) => ({
    ...(row as unknown as Coverage),
    first: new Date(row.first as string).toISOString(),
    last: new Date(row.last as string).toISOString(),
  }));
}

/** The closes held of a series of bars in a window, as ISO text, oldest first: what gaps are looked for in. */
export async function loadBarTimes(
  db: Database | Transaction,
  question: {
    symbol: string;
    interval: Interval;
    from: Instant;
    to: Instant;
    asOf: Instant;
    collector?: string;
  },
): Promise<Instant[]> {
  const { symbol, interval, from, to, asOf, collector } = question;
  const rows = await db.execute(sql`
    select distinct occurred_at as at from bars
    where symbol = ${symbol} and interval = ${interval} and known_at <= ${asOf}::text::timestamptz
      and occurred_at between ${from}::text::timestamptz and ${to}::text::timestamptz
      and ${collector ? sql`collector = ${collector}` : sql`true`}
    order by occurred_at`);
  return [...rows].map(({ at }) => new Date(at as string).toISOString());
}
