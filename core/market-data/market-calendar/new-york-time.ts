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
 * An instant as the clocks of New York show it: five hours behind UTC, four in summer.
 *
 * @source Energy Policy Act of 2005: summer time from the second Sunday of March to the first of November since 2007
 */
export function newYorkTime(at: Date): NewYorkTime {
  const local = new Date(at.getTime() - (isSummer(at) ? 4 : 5) * HOUR_MS);
  return {
    date: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

function isSummer(at: Date): boolean {
  const year = at.getUTCFullYear();
  const isNewRule = year >= 2007;
  // Clocks change at two in the morning: seven o'clock UTC from winter, six from summer.
  const begins = nthWeekday(year, 3 - (isNewRule ? 1 : 0), 0, isNewRule ? 2 : 1) + 7 * HOUR_MS;
  const ends = (isNewRule ? nthWeekday(year, 10, 0, 1) : lastWeekday(year, 9, 0)) + 6 * HOUR_MS;
  return at.getTime() >= begins && at.getTime() < ends;
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
