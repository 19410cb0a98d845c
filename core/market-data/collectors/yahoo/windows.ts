import type { Interval } from "#core/model";
import { firstDayOf } from "./bar-span.ts";
import type { ChartQuery } from "./client.ts";
import { instant } from "./telling.ts";

const DAY_MS = 86_400_000;

/** How much of an interval one call may ask for, and how far back Yahoo keeps it; in days. */
interface Reach {
  name: ChartQuery["interval"];
  perCallDays: number;
  keptDays: number;
}

/** As the client's users report it, and a day less: the begin of the first day is cut off. Yahoo itself says nothing. */
const REACH: Readonly<Record<Interval, Reach>> = {
  "1m": { name: "1m", perCallDays: 6, keptDays: 29 },
  "5m": { name: "5m", perCallDays: 30, keptDays: 59 },
  "15m": { name: "15m", perCallDays: 30, keptDays: 59 },
  "30m": { name: "30m", perCallDays: 30, keptDays: 59 },
  "1h": { name: "1h", perCallDays: 180, keptDays: 729 },
  "1d": { name: "1d", perCallDays: 3_650, keptDays: Number.POSITIVE_INFINITY },
  "1w": { name: "1wk", perCallDays: 20_000, keptDays: Number.POSITIVE_INFINITY },
  "1mo": { name: "1mo", perCallDays: 20_000, keptDays: Number.POSITIVE_INFINITY },
};

export const yahooInterval = (interval: Interval): ChartQuery["interval"] => REACH[interval].name;

/** For so many days, Infinity where all are kept. */
export const keptDays = (interval: Interval): number => REACH[interval].keptDays;

/** The earliest close that is still kept; -Infinity where everything is. */
export const keptSinceMs = (interval: Interval, nowMs: number): number => nowMs - keptDays(interval) * DAY_MS;

/** The end of the part that begins there, by the bars' closes; both ends belong to it. */
export const partEndMs = (interval: Interval, fromMs: number, toMs: number): number =>
  Math.min(fromMs + REACH[interval].perCallDays * DAY_MS - 1, toMs);

/** The call whose rows hold every bar that closes between the two. */
export function chartQuery(interval: Interval, fromMs: number, toMs: number): ChartQuery {
  const name = yahooInterval(interval);
  // Rows are stamped with a bar's begin, and weeks and months are cut short where the call begins within them.
  const beginsMs =
    interval === "1d" || interval === "1w" || interval === "1mo"
      ? Date.parse(firstDayOf(interval, instant(fromMs - DAY_MS).slice(0, 10))) - DAY_MS
      : fromMs - DAY_MS / 24;
  return { interval: name, fromMs: beginsMs, toMs: toMs + 1_000 };
}

/** Where a run goes on: the symbol's place in the wish, and the first close that is still wanted. */
export interface Place {
  index: number;
  fromMs: number | null;
}

export const placeText = ({ index, fromMs }: Place): string =>
  fromMs === null ? String(index) : `${index}@${instant(fromMs)}`;

/** @returns null for a text that names no place */
export function readPlace(text: string): Place | null {
  const [, index, from] = /^(\d{1,6})(?:@(\S+))?$/.exec(text) ?? [];
  const fromMs = from === undefined ? null : Date.parse(from);
  if (index === undefined || Number.isNaN(fromMs)) return null;
  return { index: Number(index), fromMs };
}
