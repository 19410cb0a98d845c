import type { Interval } from "#core/model";
import { localTime } from "./exchange-time.ts";
import { dayAfter, type Hours } from "./hours.ts";

const MINUTES: Partial<Record<Interval, number>> = { "1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60 };

/** The first and last session a bar covers, and when it closes. */
export interface BarSpan {
  firstDay: string;
  lastDay: string;
  closesMs: number;
}

export type SpanRefusal = "not-a-session" | "outside-the-session" | "still-made";

/** The bar whose row is stamped so; a row of minutes that is not stamped at its beginning is still being made. */
export function barSpan(interval: Interval, stampMs: number, hours: Hours): BarSpan | SpanRefusal {
  const { day } = localTime(stampMs, hours.zone);
  const minutes = MINUTES[interval];
  if (minutes !== undefined) return spanOfMinutes(minutes * 60_000, day, stampMs, hours);
  const [first, last] = daysOf(interval, day);
  const sessions: { on: string; closesMs: number }[] = [];
  for (let on = first; on <= last; on = dayAfter(on)) {
    const closesMs = hours.on(on)?.closesMs;
    if (closesMs !== undefined) sessions.push({ on, closesMs });
  }
  const [begin, end] = [sessions[0], sessions.at(-1)];
  if (begin && end) return { firstDay: begin.on, lastDay: end.on, closesMs: end.closesMs };
  return "not-a-session";
}

/** Bars of minutes run from the open; the last one ends with the session, even where it is a shorter one. */
function spanOfMinutes(lengthMs: number, day: string, stampMs: number, hours: Hours): BarSpan | SpanRefusal {
  const session = hours.on(day);
  if (!session) return "not-a-session";
  if (stampMs < session.opensMs || stampMs >= session.closesMs) return "outside-the-session";
  if ((stampMs - session.opensMs) % lengthMs !== 0) return "still-made";
  return { firstDay: day, lastDay: day, closesMs: Math.min(stampMs + lengthMs, session.closesMs) };
}

/** First and last day that could be a session: the day itself, Monday to Friday, or the month. */
function daysOf(interval: Interval, day: string): [string, string] {
  if (interval === "1w") {
    const monday = dayAfter(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7));
    return [monday, dayAfter(monday, 4)];
  }
  if (interval !== "1mo") return [day, day];
  const first = `${day.slice(0, 7)}-01`;
  return [first, dayAfter(`${dayAfter(first, 31).slice(0, 7)}-01`, -1)];
}

/** The first day of the bar that covers a day. */
export const firstDayOf = (interval: Interval, day: string): string => daysOf(interval, day)[0];

export const isOfMinutes = (interval: Interval): boolean => MINUTES[interval] !== undefined;
