import { Day, InvalidInputError } from "#core/model";
import { holidaysOf } from "./holidays.ts";
import { nthWeekday } from "./new-york-time.ts";
import { SPECIAL_CLOSURES, UNUSUAL_HOURS } from "./unusual-days.ts";

const DAY_MS = 86_400_000;
const [SUNDAY, MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 3, 4, 5, 6];
const OPENS = 9 * 60 + 30;
const CLOSES = 16 * 60;
const CLOSES_HALF = 13 * 60;

/** The calendar is held for these years. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2035;

/** What the New York Stock Exchange does on a day: full is 9:30–16:00, half closes before, by plan or not. */
export interface ExchangeDay {
  kind: "full" | "half" | "closed";
  /** Why it is no ordinary day; empty when it is one. */
  reason: string;
  /** Minutes since midnight in New York; null when closed. */
  opensAtMinute: number | null;
  closesAtMinute: number | null;
}

const ORDINARY: ExchangeDay = Object.freeze({
  kind: "full",
  reason: "",
  opensAtMinute: OPENS,
  closesAtMinute: CLOSES,
});

const held = new Map<string, ExchangeDay>();

/**
 * What the exchange does on a date. Days to come follow the rules in force; a closure nobody could foresee is not known.
 *
 * @param date as 2026-11-27, from 1990 to 2035
 * @source NYSE Rule 7.2 (holidays), its yearly calendars, and its list of special closings
 * @throws InvalidInputError for what is no date, or one outside those years
 */
export function nyseDay(date: string): ExchangeDay {
  const known = held.get(date);
  if (known) return known;
  const made = dayOf(checked(date));
  held.set(date, made);
  return made;
}

function dayOf(date: string): ExchangeDay {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === SUNDAY || weekday === SATURDAY) return closed("weekend");
  const closure = SPECIAL_CLOSURES[date] ?? holidaysOf(Number(date.slice(0, 4))).get(midnight);
  if (closure) return closed(closure);
  const unusual = UNUSUAL_HOURS[date];
  const half = unusual ? null : halfDayReason(date, midnight, weekday);
  if (!unusual && !half) return ORDINARY;
  const closes = unusual ? (unusual.closes ?? CLOSES) : CLOSES_HALF;
  return Object.freeze({
    kind: closes < CLOSES ? "half" : "full",
    reason: unusual?.reason ?? half ?? "",
    opensAtMinute: unusual?.opens ?? OPENS,
    closesAtMinute: closes,
  });
}

const closed = (reason: string): ExchangeDay =>
  Object.freeze({ kind: "closed", reason, opensAtMinute: null, closesAtMinute: null });

/** Days that close at 13:00 by rule, and the rule's name. Those before 1993 closed at 14:00 and are listed by date. */
function halfDayReason(date: string, midnight: number, weekday: number): string | null {
  const year = Number(date.slice(0, 4));
  if (year >= 1993 && midnight === nthWeekday(year, 10, THURSDAY, 4) + DAY_MS)
    return "day after Thanksgiving";
  // A half Friday after a Thursday holiday until 2012; since 2013 the Wednesday before it instead.
  if (date.endsWith("-07-05"))
    return year >= 1995 && year <= 2012 && weekday === FRIDAY ? "day after Independence Day" : null;
  if (weekday < MONDAY || weekday > THURSDAY) return null;
  if (date.endsWith("-07-03"))
    return year >= 1995 && (weekday !== WEDNESDAY || year >= 2013) ? "eve of Independence Day" : null;
  return year >= 1996 && date.endsWith("-12-24") ? "Christmas Eve" : null;
}

function checked(date: string): string {
  const year = Number(date.slice(0, 4));
  if (!Day.safeParse(date).success)
    throw new InvalidInputError({
      what: `"${date}" is not a day of the calendar.`,
      why: "Sessions are asked for by date in New York.",
      fix: "Write the day as 2026-11-27.",
    });
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new InvalidInputError({
      what: `The exchange calendar does not hold ${date}.`,
      why: `Holidays and hours of the New York Stock Exchange are known here from ${FIRST_YEAR} to ${LAST_YEAR}.`,
      fix: `Ask for a day between ${FIRST_YEAR}-01-01 and ${LAST_YEAR}-12-31.`,
    });
  return date;
}
