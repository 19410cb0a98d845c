import type { Bar, Instant, Interval } from "#core/model";
import { groupsOf } from "./bar-groups.ts";
import { barLength } from "./bar-length.ts";
import { calendarOf, nyseCalendar, type TradingCalendar } from "./trading-calendar.ts";

const MINUTE_MS = 60_000;

/** Consecutive bars the calendar has and the series has not. */
export interface Gap {
  /** Scheduled close of the first and of the last missing bar. */
  from: Instant;
  to: Instant;
  bars: number;
}

/**
 * Which bars are missing between two instants, by their scheduled closes, both ends included. Minutes are expected in
 * regular hours only; a day, week or month is held when any bar of it is, whatever its exact close. Minutes in which
 * nothing traded look like missing ones: most vendors tell no bar for them.
 *
 * @param bars of one instrument and that interval, in any order
 * @throws InvalidInputError for a window outside the calendar
 */
export function gapsOf(
  bars: readonly Bar[],
  interval: Interval,
  from: Instant,
  to: Instant,
  calendar: TradingCalendar = bars[0] ? calendarOf(bars[0]) : nyseCalendar(),
): Gap[] {
  const length = barLength(interval);
  // Each bar stands for the scheduled close of its day, week or month; minutes stand for themselves.
  const groupOf = length.unit === "minute" ? (closeMs: number) => closeMs : groupsOf(length, calendar, false);
  const held = new Set(bars.map((bar) => groupOf(Date.parse(bar.occurredAt))));
  const gaps: { firstMs: number; lastMs: number; bars: number }[] = [];
  let isOpen = false;
  for (const closeMs of scheduledCloses(interval, Date.parse(from), Date.parse(to), calendar)) {
    const isMissing = !held.has(closeMs);
    const gap = gaps.at(-1);
    if (isMissing && isOpen && gap) {
      gap.lastMs = closeMs;
      gap.bars++;
    } else if (isMissing) gaps.push({ firstMs: closeMs, lastMs: closeMs, bars: 1 });
    isOpen = isMissing;
  }
  return gaps.map((gap) => ({
    from: new Date(gap.firstMs).toISOString(),
    to: new Date(gap.lastMs).toISOString(),
    bars: gap.bars,
  }));
}

/** When bars close by the calendar between two instants, oldest first; minutes in regular hours only. */
export function* scheduledCloses(
  interval: Interval,
  fromMs: number,
  toMs: number,
  calendar: TradingCalendar,
): Generator<number> {
  const length = barLength(interval);
  const groupOf = groupsOf(length, calendar, false);
  let told = Number.NEGATIVE_INFINITY;
  for (let count = calendar.sessionsBefore(calendar.dayOf(fromMs)); ; count++) {
    const day = calendar.sessionAt(count);
    const session = day === null ? null : calendar.sessionOn(day);
    if (!session || session.beginsMs >= toMs) return;
    if (length.unit !== "minute") {
      const endMs = groupOf(session.endsMs);
      if (endMs !== null && endMs !== told && endMs >= fromMs && endMs <= toMs) yield endMs;
      told = endMs ?? told;
      continue;
    }
    const stepMs = length.count * MINUTE_MS;
    for (let at = session.beginsMs + stepMs; at < session.endsMs + stepMs; at += stepMs) {
      const closeMs = Math.min(at, session.endsMs);
      if (closeMs >= fromMs && closeMs <= toMs) yield closeMs;
    }
  }
}
