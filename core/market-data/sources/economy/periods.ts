import type { Day } from "#core/model";
import { LAST_YEAR, nextSession, sessionsBetween } from "../../market-calendar/index.ts";
import type { MadeUpSeries } from "./made-up-series.ts";

/** What a value measures, and the days on which it is published and revised. */
export interface Period {
  /** Its first day. */
  periodOn: Day;
  publishedOn: Day[];
}

/** Periods from a year on whose first publication is not after `until`, oldest first. */
export function periodsPublished(series: MadeUpSeries, fromYear: number, until: Day): Period[] {
  const last = until < `${LAST_YEAR}-06-01` ? until : `${LAST_YEAR}-06-01`;
  if (series.frequency === "daily")
    return sessionsBetween(`${fromYear}-01-01`, last)
      .map((day) => ({ periodOn: day, publishedOn: [nextSession(day)] }))
      .filter(({ publishedOn: [first = ""] }) => first <= last);
  const months = series.frequency === "quarterly" ? 3 : 1;
  const periods: Period[] = [];
  for (let month = 0; ; month += months) {
    const periodOn = dayOf(fromYear, month, 1);
    const publishedOn = publicationsOf(series, fromYear, month + months);
    if ((publishedOn[0] ?? "") > last) return periods;
    periods.push({ periodOn, publishedOn });
  }
}

/** Publication days of a period that ends before this month: prices mid-month, jobs on its first Friday, growth at its end. */
function publicationsOf({ release, revision }: MadeUpSeries, year: number, month: number): Day[] {
  if (release.id === "53") return [0, 1, 2].map((later) => session(dayOf(year, month + later, 27)));
  const first = (at: number) =>
    release.id === "50" ? firstFriday(year, at) : session(dayOf(year, at, release.id === "10" ? 12 : 1));
  return revision > 0 ? [first(month), first(month + 1)] : [first(month)];
}

const dayOf = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const shifted = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** That day, or the next one on which the exchange is open. */
const session = (day: Day): Day => nextSession(shifted(day, -1));

function firstFriday(year: number, month: number): Day {
  const weekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return session(dayOf(year, month, 1 + ((5 - weekday + 7) % 7)));
}
