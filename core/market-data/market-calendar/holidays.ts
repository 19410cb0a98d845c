import { lastWeekday, nthWeekday } from "./new-york-time.ts";

const DAY_MS = 86_400_000;
const [SUNDAY, MONDAY, THURSDAY, SATURDAY] = [0, 1, 4, 6];

const known = new Map<number, ReadonlyMap<number, string>>();

/**
 * Midnights UTC of a year's holidays with their names.
 *
 * @source NYSE Rule 7.2; Martin Luther King Jr. Day is kept since 1998, Juneteenth since 2022
 */
export function holidaysOf(year: number): ReadonlyMap<number, string> {
  const held = known.get(year);
  if (held) return held;
  const made = new Map<number, string>([
    [newYear(year), "New Year's Day"],
    [year >= 1998 ? nthWeekday(year, 0, MONDAY, 3) : Number.NaN, "Martin Luther King Jr. Day"],
    [nthWeekday(year, 1, MONDAY, 3), "Washington's Birthday"],
    [easterSunday(year) - 2 * DAY_MS, "Good Friday"],
    [lastWeekday(year, 4, MONDAY), "Memorial Day"],
    [year >= 2022 ? observed(Date.UTC(year, 5, 19)) : Number.NaN, "Juneteenth"],
    [observed(Date.UTC(year, 6, 4)), "Independence Day"],
    [nthWeekday(year, 8, MONDAY, 1), "Labor Day"],
    [nthWeekday(year, 10, THURSDAY, 4), "Thanksgiving"],
    [observed(Date.UTC(year, 11, 25)), "Christmas"],
  ]);
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
