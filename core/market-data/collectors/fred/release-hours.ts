import type { Day, Instant } from "#core/model";
import { newYorkInstant } from "../../market-calendar/index.ts";

const at = (hour: number, minute = 0): number => hour * 60 + minute;

/**
 * Usual hours of releases, as minutes of the day in New York, by name: public lists do not agree on all ids.
 *
 * @source release calendars of the Bureau of Labor Statistics, the Bureau of Economic Analysis, the Census Bureau,
 *   the Treasury and the Federal Reserve Board
 */
const HOURS: readonly (readonly [RegExp, number])[] = [
  [/^consumer price index$/i, at(8, 30)],
  [/^producer price index$/i, at(8, 30)],
  [/^employment situation$/i, at(8, 30)],
  [/^unemployment insurance weekly claims report$/i, at(8, 30)],
  [/^gross domestic product$/i, at(8, 30)],
  [/^personal income and outlays$/i, at(8, 30)],
  [/^advance monthly sales for retail/i, at(8, 30)],
  [/^new residential construction$/i, at(8, 30)],
  [/^u\.?s\.? international trade in goods and services$/i, at(8, 30)],
  [/^employment cost index$/i, at(8, 30)],
  [/^g\.17 industrial production/i, at(9, 15)],
  [/^surveys of consumers$/i, at(10)],
  [/^job openings and labor turnover survey$/i, at(10)],
  [/^h\.6 money stock/i, at(13)],
  [/^fomc press release$/i, at(14)],
  [/^monthly treasury statement/i, at(14)],
  [/^h\.15 selected interest rates$/i, at(16, 15)],
  [/^h\.4\.1 factors affecting reserve balances$/i, at(16, 30)],
];

/** Minute of the day in New York; null where no usual hour is known. */
export const releaseMinute = (name: string | null): number | null =>
  HOURS.find(([known]) => known.test(name?.trim() ?? ""))?.[1] ?? null;

const LAST_SECOND_MS = 1_000;

/** When what came out that day was public: the release's hour, or the end of the day where none is known. */
export function publishedAt(name: string | null, day: Day): Instant {
  const minute = releaseMinute(name);
  if (minute !== null) return newYorkInstant(day, minute);
  return new Date(Date.parse(newYorkInstant(day, at(24))) - LAST_SECOND_MS).toISOString();
}
