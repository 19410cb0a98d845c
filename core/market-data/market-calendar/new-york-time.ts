import type { Instant } from "#core/model";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The date and the minute of the day in New York. */
export interface NewYorkTime {
  /** As 2026-11-27 */
  date: string;
  /** Minutes since midnight, 0 to 1439 */
  minute: number;
}

/**
 * An instant as the clocks of New York show it: five hours behind UTC, four in summer. For 1987 and later; nothing is
 * read from the machine's own zone.
 *
 * @source Public Law 99-359 (1986): summer time from the first Sunday of April to the last of October since 1987;
 *   Energy Policy Act of 2005: from the second Sunday of March to the first of November since 2007
 */
export function newYorkTime(at: Date): NewYorkTime {
  const local = new Date(at.getTime() - (isSummer(at.getTime()) ? 4 : 5) * HOUR_MS);
  return {
    date: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

/**
 * The instant at which New York's clocks show that minute of that day. An hour that comes twice in autumn is its first
 * coming; one that is left out in spring is the hour after it.
 */
export const newYorkInstant = (date: string, minute: number): Instant =>
  new Date(newYorkMs(date, minute)).toISOString();

/** The same in epoch ms. */
export function newYorkMs(date: string, minute: number): number {
  const summer = Date.parse(`${date}T00:00:00.000Z`) + minute * MINUTE_MS + 4 * HOUR_MS;
  return isSummer(summer) ? summer : summer + HOUR_MS;
}

const summers = new Map<number, { begins: number; ends: number }>();

function isSummer(at: number): boolean {
  const year = new Date(at).getUTCFullYear();
  const summer = summers.get(year) ?? summerOf(year);
  summers.set(year, summer);
  return at >= summer.begins && at < summer.ends;
}

function summerOf(year: number): { begins: number; ends: number } {
  const isNewRule = year >= 2007;
  // Clocks change at two in the morning: seven o'clock UTC from winter, six from summer.
  const begins = nthWeekday(year, isNewRule ? 2 : 3, 0, isNewRule ? 2 : 1) + 7 * HOUR_MS;
  const ends = (isNewRule ? nthWeekday(year, 10, 0, 1) : lastWeekday(year, 9, 0)) + 6 * HOUR_MS;
  return { begins, ends };
}

/** Midnight UTC of the n-th such weekday of a month (0: Sunday; months from 0). */
export function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((weekday - first + 7) % 7) + (n - 1) * 7);
}

/** Midnight UTC of the last such weekday of a month. */
export function lastWeekday(year: number, month: number, weekday: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - ((last.getUTCDay() - weekday + 7) % 7) * DAY_MS;
}
