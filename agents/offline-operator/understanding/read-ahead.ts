import { parse } from "chrono-node";
import { dayOf, unitSpan } from "./moments.ts";
import type { Window } from "./request.ts";

const DAY_MS = 86_400_000;
const NAMED: readonly (readonly [RegExp, (year: number) => string])[] = [
  [/\bchristmas eve\b|\bday before christmas\b/, (year) => `${year}-12-24`],
  [/\b(?:christmas|xmas)\b/, (year) => `${year}-12-25`],
  [/\bnew year'?s? eve\b|\b(?:last day of the year|day before new year)\b/, (year) => `${year}-12-31`],
  [/\bnew year\b/, (year) => `${year + 1}-01-01`],
  [/\b(?:independence day|(?:4th|fourth) of july|july 4(?:th)?)\b/, (year) => `${year}-07-04`],
  [/\bthanksgiving\b/, (year) => thanksgiving(year)],
];

/**
 * The days a question about what is to come names, both included: today, tomorrow, this or next week or month, a
 * weekday or a date. Nothing when it names none.
 *
 * @param clause normalised
 */
export function readAhead(clause: string, now: Date): Window | undefined {
  const today = dayOf(now);
  const year = now.getUTCFullYear();
  const unit = /\b(this|next|coming) (week|month|quarter)\b/.exec(clause);
  if (unit) {
    const span = unitSpan(now, unit[2] ?? "week", unit[1] === "this" ? 0 : -1);
    // Of a week that runs, what is past is not asked about.
    const from = unit[1] === "this" ? today : span.first;
    return { from, to: span.last };
  }
  for (const [pattern, dayIn] of NAMED)
    if (pattern.test(clause)) {
      const named = /\b(?:19|20)\d{2}\b/.exec(clause)?.[0];
      const coming = dayIn(year) < today ? dayIn(year + 1) : dayIn(year);
      const day = named ? dayIn(Number(named)) : coming;
      return { from: day, to: day };
    }
  if (/\b(?:today|now|tonight|right now|at the moment)\b/.test(clause)) return { from: today, to: today };
  const [found] = parse(
    clause.replace(/@\S+/g, " "),
    { instant: now, timezone: "UTC" },
    { forwardDate: true },
  );
  const date = found?.start;
  if (!date || !(date.isCertain("day") || date.isCertain("weekday"))) return undefined;
  const day = dayOf(
    new Date(Date.UTC(date.get("year") ?? year, (date.get("month") ?? 1) - 1, date.get("day") ?? 1)),
  );
  return { from: day, to: day };
}

/** The fourth Thursday of November. */
function thanksgiving(year: number): string {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  return dayOf(new Date(Date.UTC(year, 10, 1 + ((4 - first + 7) % 7)) + 21 * DAY_MS));
}
