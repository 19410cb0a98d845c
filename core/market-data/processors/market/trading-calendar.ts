import type { Bar, Day } from "#core/model";
import { newYorkMs, newYorkTime } from "../../market-calendar/new-york-time.ts";
import { nyseDay } from "../../market-calendar/nyse-days.ts";
import { hoursOf } from "../../market-calendar/session.ts";
import { sessionAt, sessionsBefore } from "../../market-calendar/sessions.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday; the counts of made-up calendars begin there. */
const EPOCH_MS = Date.UTC(1990, 0, 1);

/** A stretch of trading on one session day; a bar belongs to it when begins < close ≤ ends. */
export interface Segment {
  day: Day;
  part: "pre" | "regular" | "post";
  beginsMs: number;
  endsMs: number;
}

/** When an instrument trades. Sessions are counted from 1990, so that groups of them do not depend on a window. */
export interface TradingCalendar {
  readonly name: string;
  /** The session day of a bar that closes then, whether or not there is a session. */
  dayOf(closeMs: number): Day;
  /** The stretch in which a bar that closes then was made; null outside all of them. */
  segmentAt(closeMs: number): Segment | null;
  /** The regular stretch of a day; null on a day without one. */
  sessionOn(day: Day): Segment | null;
  /** How many sessions lie before a day. */
  sessionsBefore(day: Day): number;
  /** The session with so many before it; null past the calendar's end. */
  sessionAt(count: number): Day | null;
}

const msOf = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

const holds = (segment: Segment, closeMs: number) => segment.beginsMs < closeMs && closeMs <= segment.endsMs;

function nyseSegments(day: Day): Segment[] {
  const hours = hoursOf(nyseDay(day));
  if (!hours) return [];
  const { preBegins, opens, closes, postEnds } = hours;
  const parts = [
    ["pre", preBegins, opens],
    ["regular", opens, closes],
    ["post", closes, postEnds],
  ] as const;
  return parts.map(([part, from, to]) => ({
    day,
    part,
    beginsMs: newYorkMs(day, from),
    endsMs: newYorkMs(day, to),
  }));
}

/** The New York Stock Exchange, 1990 to 2035, with the hours before and after it. */
export function nyseCalendar(): TradingCalendar {
  let last: Segment | undefined;
  const dayOf = (closeMs: number) => newYorkTime(new Date(closeMs - 1)).date;
  return {
    name: "nyse",
    dayOf,
    segmentAt(closeMs) {
      // Bars come in order: the stretch of one is nearly always that of the next.
      if (!last || !holds(last, closeMs))
        last = nyseSegments(dayOf(closeMs)).find((segment) => holds(segment, closeMs));
      return last ?? null;
    },
    sessionOn: (day) => nyseSegments(day).find(({ part }) => part === "regular") ?? null,
    sessionsBefore,
    sessionAt,
  };
}

/** A market that never closes, in days of UTC. */
export const roundTheClock: TradingCalendar = continuous({
  name: "round-the-clock",
  endsAtMs: DAY_MS,
  perWeek: 7,
});

/** The simulated market: days end at 21:00 UTC on weekdays, and Monday's holds the weekend. */
export const simulatedCalendar: TradingCalendar = continuous({
  name: "simulated",
  endsAtMs: 21 * HOUR_MS,
  perWeek: 5,
});

function continuous(kind: { name: string; endsAtMs: number; perWeek: 5 | 7 }): TradingCalendar {
  const { name, endsAtMs, perWeek } = kind;
  const countBefore = (day: Day) => {
    const days = (msOf(day) - EPOCH_MS) / DAY_MS;
    return Math.floor(days / 7) * perWeek + Math.min(days - Math.floor(days / 7) * 7, perWeek);
  };
  const dayNumber = (count: number): Day => {
    const weeks = Math.floor(count / perWeek);
    return dayAt(EPOCH_MS + (weeks * 7 + count - weeks * perWeek) * DAY_MS);
  };
  const endOf = (day: Day) => msOf(day) + endsAtMs;
  const sessionOn = (day: Day): Segment | null => {
    const count = countBefore(day);
    if (dayNumber(count) !== day) return null;
    return { day, part: "regular", beginsMs: endOf(dayNumber(count - 1)), endsMs: endOf(day) };
  };
  const dayOf = (closeMs: number) =>
    dayNumber(countBefore(dayAt(Math.ceil((closeMs - endsAtMs) / DAY_MS) * DAY_MS)));
  return {
    name,
    dayOf,
    segmentAt: (closeMs) => sessionOn(dayOf(closeMs)),
    sessionOn,
    sessionsBefore: countBefore,
    sessionAt: dayNumber,
  };
}

/** Our own simulation keeps its own days; whatever a vendor or a file tells keeps those of New York. */
export const calendarOf = ({ source, collector }: Pick<Bar, "source" | "collector">): TradingCalendar =>
  source === "simulated" && (collector === undefined || collector === "simulated-market")
    ? simulatedCalendar
    : nyseCalendar();
