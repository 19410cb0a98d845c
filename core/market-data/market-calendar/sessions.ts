import { type Day, type Instant, InvalidInputError } from "#core/model";
import { newYorkInstant } from "./new-york-time.ts";
import { FIRST_YEAR, LAST_YEAR, nyseDay } from "./nyse-days.ts";

const DAY_MS = 86_400_000;

interface Sessions {
  days: readonly Day[];
  /** How many sessions lie before each day of the calendar, by days since its first. */
  before: Int32Array;
}

let made: Sessions | null = null;
const CALENDAR_BEGINS_MS = Date.UTC(FIRST_YEAR, 0, 1);

function sessions(): Sessions {
  if (made) return made;
  const count = (Date.UTC(LAST_YEAR + 1, 0, 1) - CALENDAR_BEGINS_MS) / DAY_MS;
  const before = new Int32Array(count + 1);
  const days: Day[] = [];
  for (let index = 0; index < count; index++) {
    const day = dayOfMs(CALENDAR_BEGINS_MS + index * DAY_MS);
    before[index] = days.length;
    if (nyseDay(day).kind !== "closed") days.push(day);
  }
  before[count] = days.length;
  made = { days, before };
  return made;
}

const dayOfMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** How many sessions since 1990 lie before that day. @throws InvalidInputError outside the calendar */
export function sessionsBefore(day: Day): number {
  nyseDay(day);
  return sessions().before[(Date.parse(`${day}T00:00:00.000Z`) - CALENDAR_BEGINS_MS) / DAY_MS] ?? 0;
}

/** The session with that many before it; null past the calendar's end. */
export const sessionAt = (count: number): Day | null => sessions().days[count] ?? null;

/** The days on which the exchange trades, both ends included, oldest first. @throws InvalidInputError outside the calendar */
export function sessionsBetween(from: Day, to: Day): Day[] {
  const first = sessionsBefore(from);
  const end = sessionsBefore(to) + (nyseDay(to).kind === "closed" ? 0 : 1);
  return sessions().days.slice(first, end);
}

/** The first session after that day. @throws InvalidInputError where the calendar holds none */
export const nextSession = (day: Day): Day =>
  sessionAt(sessionsBefore(day) + (nyseDay(day).kind === "closed" ? 0 : 1)) ?? outside("after", day);

/** The last session before that day. @throws InvalidInputError where the calendar holds none */
export const previousSession = (day: Day): Day =>
  sessionAt(sessionsBefore(day) - 1) ?? outside("before", day);

/** The opening auction of a session. @throws InvalidInputError on a day without one */
export const openOf = (day: Day): Instant =>
  newYorkInstant(day, nyseDay(day).opensAtMinute ?? noSession(day));

/** The closing auction of a session: when its daily bar is complete. @throws InvalidInputError on a day without one */
export const closeOf = (day: Day): Instant =>
  newYorkInstant(day, nyseDay(day).closesAtMinute ?? noSession(day));

function outside(side: string, day: Day): never {
  throw new InvalidInputError({
    what: `There is no session ${side} ${day} in the calendar.`,
    why: `It holds ${FIRST_YEAR} to ${LAST_YEAR}.`,
    fix: "Ask for a day further from its ends.",
  });
}

function noSession(day: Day): never {
  throw new InvalidInputError({
    what: `The New York Stock Exchange does not trade on ${day}.`,
    why: `It is closed that day: ${nyseDay(day).reason}.`,
    fix: "Ask nextSession or previousSession for a day with an open and a close.",
  });
}
