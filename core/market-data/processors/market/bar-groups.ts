import type { Day } from "#core/model";
import type { BarLength } from "./bar-length.ts";
import type { Segment, TradingCalendar } from "./trading-calendar.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A Monday; weeks are counted from it. */
const FIRST_MONDAY_MS = Date.UTC(1990, 0, 1);

/** The bar of a longer length to which a shorter one belongs: when it closes by the calendar. */
export type GroupOf = (closeMs: number) => number | null;

/**
 * Tells the scheduled close of the longer bar around a shorter one; null where it belongs to none: outside trading
 * hours, on a day without a session, and before the open or after the close where days are made of minutes.
 *
 * @param isOfMinutes whether the shorter bars are made within a session
 */
export function groupsOf(length: BarLength, calendar: TradingCalendar, isOfMinutes: boolean): GroupOf {
  if (length.unit === "minute")
    return (closeMs) => {
      const segment = calendar.segmentAt(closeMs);
      return segment && minuteGroupEnd(segment, closeMs, length.count * MINUTE_MS);
    };
  const ends = new Map<Day, number | null>();
  return (closeMs) => {
    const segment = isOfMinutes ? calendar.segmentAt(closeMs) : calendar.sessionOn(calendar.dayOf(closeMs));
    if (segment?.part !== "regular") return null;
    const held = ends.get(segment.day);
    if (held !== undefined) return held;
    const end = dayGroupEnd(segment.day, length, calendar);
    ends.set(segment.day, end);
    return end;
  };
}

/** Minutes run from the stretch's beginning; its last bar ends with it, even where it is a shorter one. */
const minuteGroupEnd = ({ beginsMs, endsMs }: Segment, closeMs: number, lengthMs: number): number =>
  Math.min(beginsMs + Math.ceil((closeMs - beginsMs) / lengthMs) * lengthMs, endsMs);

/** The close of the last session among the group's days; null past the calendar's end. */
function dayGroupEnd(day: Day, { unit, count }: BarLength, calendar: TradingCalendar): number | null {
  const sessions =
    unit === "day"
      ? (Math.floor(calendar.sessionsBefore(day) / count) + 1) * count
      : calendar.sessionsBefore(firstDayAfter(day, unit === "week" ? "week" : "month", count));
  const last = calendar.sessionAt(sessions - 1);
  return last === null ? null : (calendar.sessionOn(last)?.endsMs ?? null);
}

/** The first day after the group of weeks or months around a day. */
function firstDayAfter(day: Day, unit: "week" | "month", count: number): Day {
  const ms = Date.parse(`${day}T00:00:00.000Z`);
  if (unit === "week") {
    const group = Math.floor((ms - FIRST_MONDAY_MS) / (7 * DAY_MS * count));
    return new Date(FIRST_MONDAY_MS + (group + 1) * 7 * DAY_MS * count).toISOString().slice(0, 10);
  }
  const months = new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();
  const next = (Math.floor(months / count) + 1) * count;
  return new Date(Date.UTC(Math.floor(next / 12), next % 12, 1)).toISOString().slice(0, 10);
}
