import { sql } from "drizzle-orm";
import { AnnouncedAction, EarningsDate, type Instant, Profile } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import { readAsOf, within } from "./read-as-of.ts";

const MOST = 10_000;
/** Symbols one company may have had, followed one after the other. */
const MOST_NAMES = 20;

/** What an issuer had announced by an instant, earliest ex-day first. */
export async function loadActions(
  db: Database | Transaction,
  { symbol, asOf }: { symbol: string; asOf: Instant },
): Promise<AnnouncedAction[]> {
  const rows = await readAsOf(db, FACT_TABLES.actions, {
    asOf,
    where: sql`symbol = ${symbol}`,
    order: sql`ex_on, kind`,
    limit: MOST,
  });
  return rows.map((row) => AnnouncedAction.parse(row));
}

/** Announced actions of any issuer with an ex-day in the window, as known at an instant, earliest first. */
export async function loadActionsBetween(
  db: Database | Transaction,
  question: { asOf: Instant; fromDay: string; toDay: string; symbols?: readonly string[] },
): Promise<AnnouncedAction[]> {
  const { asOf, fromDay, toDay, symbols } = question;
  const rows = await readAsOf(db, FACT_TABLES.actions, {
    asOf,
    where: sql`ex_on between ${fromDay}::text::date and ${toDay}::text::date and ${
      symbols ? sql`symbol = any(${sql.param([...symbols])}::text[])` : sql`true`
    }`,
    order: sql`ex_on, symbol, kind`,
    limit: MOST,
  });
  return rows.map((row) => AnnouncedAction.parse(row));
}

/**
 * Earnings dates in a window as they were believed at an instant, earliest first. A date counts unless its
 * teller named another one before it came.
 */
export async function loadEarnings(
  db: Database | Transaction,
  question: { asOf: Instant; symbols?: readonly string[]; from?: Instant; to?: Instant; limit: number },
): Promise<EarningsDate[]> {
  const { asOf, symbols, from, to, limit } = question;
  const rows = await readAsOf(db, FACT_TABLES.earnings, {
    asOf,
    where: sql`${within("occurred_at", from, to)} and ${
      symbols ? sql`symbol = any(${sql.param([...symbols])}::text[])` : sql`true`
    }`,
    // Another date told before this one came takes its place.
    holding: sql`not exists (
      select 1 from earnings_dates other
      where other.symbol = known.symbol and other.collector = known.collector
        and other.known_at > known.known_at and other.known_at <= known.occurred_at
        and other.known_at <= ${asOf}::text::timestamptz and other.occurred_at > other.known_at)`,
    order: sql`occurred_at, symbol`,
    limit,
  });
  return rows.map((row) => EarningsDate.parse(row));
}

/** Who an instrument was known to be at an instant; the newest teller's word. */
export async function loadProfile(
  db: Database | Transaction,
  { symbol, asOf }: { symbol: string; asOf: Instant },
): Promise<Profile | null> {
  const [row] = await readAsOf(db, FACT_TABLES.profiles, {
    asOf,
    where: sql`symbol = ${symbol}`,
    order: sql`known_at desc`,
    limit: 1,
  });
  return row ? Profile.parse(row) : null;
}

/** All profiles known at an instant, one for each symbol. */
export async function loadProfiles(db: Database | Transaction, asOf: Instant): Promise<Profile[]> {
  const rows = await readAsOf(db, FACT_TABLES.profiles, {
    asOf,
    key: ["symbol"],
    order: sql`symbol`,
    limit: 100_000,
  });
  return rows.map((row) => Profile.parse(row));
}

/** One name an instrument had, and from which day on. */
export interface SymbolName {
  symbol: string;
  /** First day of trading under it; null for the first name that is known. */
  since: string | null;
}

/**
 * The names an instrument went by as known at an instant, oldest first: FB, then META. Asked by any of them.
 */
export async function symbolHistory(
  db: Database | Transaction,
  symbol: string,
  asOf: Instant,
): Promise<SymbolName[]> {
  const changes = await readAsOf(db, FACT_TABLES.actions, {
    asOf,
    where: sql`kind = 'symbol-change' and new_symbol is not null`,
    order: sql`ex_on`,
    limit: MOST,
  });
  const after = new Map(changes.map((row) => [String(row.symbol), row]));
  const before = new Map(changes.map((row) => [String(row.newSymbol), row]));
  let first = symbol;
  for (let step = 0; step < MOST_NAMES && before.has(first); step++)
    first = String(before.get(first)?.symbol);
  const names: SymbolName[] = [{ symbol: first, since: null }];
  for (let step = 0; step < MOST_NAMES; step++) {
    const change = after.get(names.at(-1)?.symbol ?? "");
    if (!change) break;
    names.push({ symbol: String(change.newSymbol), since: String(change.exOn) });
  }
  return names;
}

/** The newest name of whatever went by this symbol. */
export async function resolveSymbol(
  db: Database | Transaction,
  symbol: string,
  asOf: Instant,
): Promise<string> {
  return (await symbolHistory(db, symbol, asOf)).at(-1)?.symbol ?? symbol;
}
