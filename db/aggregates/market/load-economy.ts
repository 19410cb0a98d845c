import { sql } from "drizzle-orm";
import { type Day, IndicatorSeries, type Instant, Observation, Release } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import { readAsOf, within } from "./read-as-of.ts";

/** All there may be of one series. */
const MOST = 100_000;

/** Series as they were described at an instant, by id. */
export async function loadSeries(
  db: Database | Transaction,
  { asOf, ids }: { asOf: Instant; ids?: readonly string[] },
): Promise<IndicatorSeries[]> {
  const rows = await readAsOf(db, FACT_TABLES.series, {
    asOf,
    where: ids ? sql`id = any(${sql.param([...ids])}::text[])` : undefined,
    order: sql`id`,
    limit: MOST,
  });
  return rows.map((row) => IndicatorSeries.parse(row));
}

/** A series as it was published by an instant: of each period its newest value then, oldest period first. */
export async function loadObservations(
  db: Database | Transaction,
  question: { seriesId: string; asOf: Instant; from?: Day; to?: Day },
): Promise<Observation[]> {
  const { seriesId, asOf, from, to } = question;
  const rows = await db.execute(sql`
    select distinct on (period_on) series_id as "seriesId", period_on::text as "periodOn", vintage_on::text as "vintageOn",
      value, known_at as "knownAt", source, collector
    from observations
    where series_id = ${seriesId} and known_at <= ${asOf}::text::timestamptz
      and period_on >= ${from ?? "0001-01-01"}::text::date and period_on <= ${to ?? "9999-12-31"}::text::date
    order by period_on, vintage_on desc, known_at desc limit ${MOST}`);
  return [...rows].map(toObservation);
}

/** Every value published for a period by an instant, oldest publication first. */
export async function loadVintages(
  db: Database | Transaction,
  { seriesId, periodOn, asOf }: { seriesId: string; periodOn: Day; asOf: Instant },
): Promise<Observation[]> {
  const rows = await db.execute(sql`
    select distinct on (vintage_on) series_id as "seriesId", period_on::text as "periodOn", vintage_on::text as "vintageOn",
      value, known_at as "knownAt", source, collector
    from observations
    where series_id = ${seriesId} and period_on = ${periodOn}::text::date and known_at <= ${asOf}::text::timestamptz
    order by vintage_on, known_at desc`);
  return [...rows].map(toObservation);
}

const toObservation = (row: Record<string, unknown>): Observation =>
  Observation.parse({ ...row, knownAt: new Date(row.knownAt as string).toISOString() });

/** Publications of a window as they were scheduled at an instant, soonest first. */
export async function loadReleases(
  db: Database | Transaction,
  question: { asOf: Instant; from?: Instant; to?: Instant; releaseIds?: readonly string[]; limit: number },
): Promise<Release[]> {
  const { asOf, from, to, releaseIds, limit } = question;
  const rows = await readAsOf(db, FACT_TABLES.releases, {
    asOf,
    where: sql`${within("occurred_at", from, to)} and ${
      releaseIds ? sql`release_id = any(${sql.param([...releaseIds])}::text[])` : sql`true`
    }`,
    order: sql`occurred_at, release_id`,
    limit,
  });
  return rows.map((row) => Release.parse(row));
}
