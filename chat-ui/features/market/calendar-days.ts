import type { Source } from "#core/model";
import type { DeskOutput } from "../../lib/desk-types.ts";
import { actionWords } from "./action-words.ts";

interface CalendarDay {
  on: string;
  session: string;
  events: { says: string; source: Source }[];
}

type Calendar = Pick<
  DeskOutput<"getCalendar">,
  "sessions" | "closures" | "releases" | "earnings" | "actions"
>;

/** A calendar by day of New York, in order; weekends stand only where something is told for them. */
export function calendarDays({ sessions, closures, releases, earnings, actions }: Calendar): CalendarDay[] {
  const days = new Map<string, CalendarDay>();
  const dayOn = (on: string): CalendarDay => {
    const day = days.get(on) ?? { on, session: "No session", events: [] };
    days.set(on, day);
    return day;
  };
  for (const { day, opensAt, closesAt, isHalfDay } of sessions)
    dayOn(day).session =
      `${isHalfDay ? "Half day" : "Session"}, ${hourOf(opensAt)} to ${hourOf(closesAt)} New York`;
  for (const { day, reason } of closures) dayOn(day).session = `Closed: ${reason}`;
  for (const { name, occurredAt, isTimeKnown, source } of releases)
    dayOn(newYork(occurredAt).day).events.push({
      says: isTimeKnown ? `${name}, ${hourOf(occurredAt)}` : name,
      source,
    });
  for (const { symbol, occurredAt, isEstimate, source } of earnings)
    dayOn(newYork(occurredAt).day).events.push({
      says: `${symbol} earnings${isEstimate ? ", expected" : `, ${hourOf(occurredAt)}`}`,
      source,
    });
  for (const action of actions)
    dayOn(action.exOn).events.push({
      says: `${action.symbol}: ${actionWords(action)}`,
      source: action.source,
    });
  return [...days.values()].toSorted((a, b) => a.on.localeCompare(b.on));
}

const hourOf = (instant: string): string => newYork(instant).hour;

function newYork(instant: string): { day: string; hour: string } {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "America/New_York",
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  return { day: parts.slice(0, 10), hour: parts.slice(11) };
}
