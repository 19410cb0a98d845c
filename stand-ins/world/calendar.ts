/** What the exchange of the world does on one day. */
export interface ExchangeDay {
  /** As 2026-11-27, in New York. */
  day: string;
  openMs: number;
  closeMs: number;
  isHalf: boolean;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Days without trading besides weekends, as month-day.
 *
 * @source NYSE's holiday calendars, with its closures of September 2001, June 2004, January 2007, October 2012,
 * December 2018 and January 2025
 */
const HOLIDAYS: Readonly<Record<number, string>> = {
  1998: "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25",
  1999: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
  2000: "01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25",
  2001: "01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25",
  2002: "01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
  2003: "01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25",
  2004: "01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24",
  2005: "01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26",
  2006: "01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
  2007: "01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25",
  2008: "01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25",
  2009: "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25",
  2010: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
  2011: "01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26",
  2012: "01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25",
  2013: "01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
  2014: "01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25",
  2015: "01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25",
  2016: "01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26",
  2017: "01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
  2018: "01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25",
  2019: "01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25",
  2020: "01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25",
  2021: "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
  2022: "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
  2023: "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
  2024: "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
  2025: "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
  2026: "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
  2027: "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
};

/** Days that end at 13:00, as month-day. */
const HALF_DAYS: Readonly<Record<number, string>> = {
  1998: "11-27 12-24",
  1999: "11-26",
  2000: "07-03 11-24",
  2001: "07-03 11-23 12-24",
  2002: "07-05 11-29 12-24",
  2003: "07-03 11-28 12-24 12-26",
  2004: "11-26",
  2005: "11-25",
  2006: "07-03 11-24",
  2007: "07-03 11-23 12-24",
  2008: "07-03 11-28 12-24",
  2009: "11-27 12-24",
  2010: "11-26",
  2011: "11-25",
  2012: "07-03 11-23 12-24",
  2013: "07-03 11-29 12-24",
  2014: "07-03 11-28 12-24",
  2015: "11-27 12-24",
  2016: "11-25",
  2017: "07-03 11-24",
  2018: "07-03 11-23 12-24",
  2019: "07-03 11-29 12-24",
  2020: "11-27 12-24",
  2021: "11-26",
  2022: "11-25",
  2023: "07-03 11-24",
  2024: "07-03 11-29 12-24",
  2025: "07-03 11-28 12-24",
  2026: "11-27 12-24",
  2027: "11-26",
};

const CLOSED = daysOf(HOLIDAYS);
const HALF = daysOf(HALF_DAYS);

/** The exchange's day on a date in New York; null on weekends and holidays. Holidays are held for 1998 to 2027. */
export function exchangeDay(day: string): ExchangeDay | null {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === 0 || weekday === 6 || CLOSED.has(day)) return null;
  const isHalf = HALF.has(day);
  const zoneMs = offsetHours(midnight + 12 * HOUR_MS) * HOUR_MS;
  const hoursMs = (isHalf ? 13 : 16) * HOUR_MS;
  return {
    day,
    openMs: midnight + zoneMs + 9.5 * HOUR_MS,
    closeMs: midnight + zoneMs + hoursMs,
    isHalf,
  };
}

/** The exchange's days from one date to another, both included. */
export function exchangeDays(fromDay: string, toDay: string): ExchangeDay[] {
  const days: ExchangeDay[] = [];
  const end = Date.parse(`${toDay}T00:00:00Z`);
  for (let at = Date.parse(`${fromDay}T00:00:00Z`); at <= end; at += DAY_MS) {
    const day = exchangeDay(new Date(at).toISOString().slice(0, 10));
    if (day) days.push(day);
  }
  return days;
}

/** The date in New York at an instant. */
export const dayAt = (atMs: number): string =>
  new Date(atMs - offsetHours(atMs) * HOUR_MS).toISOString().slice(0, 10);

/** The instant of a wall time in New York, e.g. wallMs("2026-11-27", 16, 5). */
export function wallMs(day: string, hour: number, minute = 0): number {
  const naive = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * 60_000;
  return naive + offsetHours(naive + 5 * HOUR_MS) * HOUR_MS;
}

/**
 * How far New York is behind UTC: four hours in summer, else five.
 *
 * @source Energy Policy Act of 2005; before 2007 from the first Sunday of April to the last of October
 */
export function offsetHours(atMs: number): 4 | 5 {
  const year = new Date(atMs).getUTCFullYear();
  const isNewRule = year >= 2007;
  const begins = isNewRule ? sunday(year, 2, 8) : sunday(year, 3, 1);
  const ends = isNewRule ? sunday(year, 10, 1) : sunday(year, 9, 25);
  return atMs >= begins + 7 * HOUR_MS && atMs < ends + 6 * HOUR_MS ? 4 : 5;
}

/** Midnight UTC of the first Sunday on or after a date; months from 0. */
function sunday(year: number, month: number, date: number): number {
  const first = Date.UTC(year, month, date);
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY_MS;
}

function daysOf(table: Readonly<Record<number, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(table).flatMap(([year, days]) => days.split(" ").map((day) => `${year}-${day}`)),
  );
}
