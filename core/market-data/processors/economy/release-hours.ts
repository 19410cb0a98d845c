import type { Day, Instant } from "#core/model";
import { newYorkInstant } from "../../market-calendar/new-york-time.ts";

const at = (hour: number, minute = 0): number => hour * 60 + minute;

/**
 * Usual hours of releases, as minutes of the day in New York, by name.
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

/** Ids of the St. Louis Fed's releases; those on which public lists do not agree are left to their names. */
const NAMES: Readonly<Record<string, string>> = {
  "10": "Consumer Price Index",
  "13": "G.17 Industrial Production and Capacity Utilization",
  "18": "H.15 Selected Interest Rates",
  "20": "H.4.1 Factors Affecting Reserve Balances",
  "21": "H.6 Money Stock Measures",
  "46": "Producer Price Index",
  "50": "Employment Situation",
  "53": "Gross Domestic Product",
  "54": "Personal Income and Outlays",
  "101": "FOMC Press Release",
  "180": "Unemployment Insurance Weekly Claims Report",
  "192": "Job Openings and Labor Turnover Survey",
};

/** The usual minute of the day in New York of a release, by its name or id; null where none is known. */
export function releaseMinute(release: string | null): number | null {
  const text = release?.trim() ?? "";
  const name = NAMES[text] ?? text;
  return HOURS.find(([known]) => known.test(name))?.[1] ?? null;
}

/** When a release comes out on a day, summer time included; null where its usual hour is not known. */
export function releaseTimeOf(release: string | null, day: Day): Instant | null {
  const minute = releaseMinute(release);
  return minute === null ? null : newYorkInstant(day, minute);
}
