import { lastWeekday, nthWeekday } from "./new-york-time.ts";

const DAY_MS = 86_400_000;
const [SUNDAY, MONDAY, THURSDAY, SATURDAY] = [0, 1, 4, 6];

/** What the New York Stock Exchange does on a day: full 9:30–16:00, half 9:30–13:00. */
export interface ExchangeDay {
  kind: "full" | "half" | "closed";
  /** Why it is not a full day; empty when it is. */
  reason: string;
}

/** Days the exchange stayed closed for once. */
const SPECIAL_CLOSURES: Readonly<Record<string, string>> = {
  "2001-09-11": "attacks of 11 September",
  "2001-09-12": "attacks of 11 September",
  "2001-09-13": "attacks of 11 September",
  "2001-09-14": "attacks of 11 September",
  "2004-06-11": "mourning for President Reagan",
  "2007-01-02": "mourning for President Ford",
  "2012-10-29": "hurricane Sandy",
  "2012-10-30": "hurricane Sandy",
  "2018-12-05": "mourning for President Bush",
  "2025-01-09": "mourning for President Carter",
};

/**
 * What the exchange does on a date by its standing rules, for 2000 and later.
 *
 * @param date as 2026-11-27
 * @source NYSE Rule 7.2 (holidays) and its calendars since 2000
 */
export function nyseDay(date: string): ExchangeDay {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === SUNDAY || weekday === SATURDAY) return { kind: "closed", reason: "weekend" };
  const closure = SPECIAL_CLOSURES[date] ?? holidaysOf(Number(date.slice(0, 4))).get(midnight);
  if (closure) return { kind: "closed", reason: closure };
  const half = halfDayReason(date, midnight, weekday);
  return half ? { kind: "half", reason: half } : { kind: "full", reason: "" };
}

function halfDayReason(date: string, midnight: number, weekday: number): string | null {
  const year = Number(date.slice(0, 4));
  if (midnight === nthWeekday(year, 10, THURSDAY, 4) + DAY_MS) return "day after Thanksgiving";
  if (weekday < MONDAY || weekday > THURSDAY) return null;
  if (date.endsWith("-07-03")) return "eve of Independence Day";
  return date.endsWith("-12-24") ? "Christmas Eve" : null;
}

const known = new Map<number, ReadonlyMap<number, string>>();

/** Midnights of a year's holidays with their names. */
function holidaysOf(year: number): ReadonlyMap<number, string> {
  const held = known.get(year);
  if (held) return held;
  const made = new Map<number, string>([
    [newYear(year), "New Year's Day"],
    [nthWeekday(year, 0, MONDAY, 3), "Martin Luther King Jr. Day"],
    [nthWeekday(year, 1, MONDAY, 3), "Washington's Birthday"],
    [easterSunday(year) - 2 * DAY_MS, "Good Friday"],
    [lastWeekday(year, 4, MONDAY), "Memorial Day"],
    [year >= 2022 ? observed(Date.UTC(year, 5, 19)) : Number.NaN, "Juneteenth"],
    [observed(Date.UTC(year, 6, 4)), "Independence Day"],
    [nthWeekday(year, 8, MONDAY, 1), "Labor Day"],
    [nthWeekday(year, 10, THURSDAY, 4), "Thanksgiving"],
    [observed(Date.UTC(year, 11, 25)), "Christmas"],
  ] satisfies [number, string][]);
  known.set(year, made);
  return made;
}

/** On a Saturday it is kept on Friday, on a Sunday on Monday. */
function observed(midnight: number): number {
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === SATURDAY) return midnight - DAY_MS;
  return weekday === SUNDAY ? midnight + DAY_MS : midnight;
}

/** On a Saturday it is not kept at all: Friday closes the books of a year. */
function newYear(year: number): number {
  const midnight = Date.UTC(year, 0, 1);
  return new Date(midnight).getUTCDay() === SATURDAY ? midnight : observed(midnight);
}

/** @source Anonymous Gregorian algorithm; Meeus, Astronomical Algorithms, chapter 8 */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}
