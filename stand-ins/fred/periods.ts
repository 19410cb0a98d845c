import { dayAt, exchangeDay } from "#stand-ins/world";
import type { FredSeries } from "./catalogue.ts";

const DAY_MS = 86_400_000;
/** The calendar of publications ends here. */
export const LAST_DAY = "2027-12-31";

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

export const earlier = (one: string, other: string): string => [one, other].sort()[0] ?? one;
export const later = (one: string, other: string): string => [one, other].sort()[1] ?? one;

const addMonths = (day: string, count: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
};

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** The day itself or the next on which offices and exchanges are open. */
export function openFrom(day: string): string {
  let open = day;
  while (exchangeDay(open) === null && open < "2028") open = addDays(open, 1);
  return open;
}

/** First days of all periods, oldest first. Daily series have no weekends. */
export function periodsOf({ firstOn, frequency }: FredSeries): string[] {
  const periods: string[] = [];
  const months = { Monthly: 1, Quarterly: 3, Annual: 12, Daily: 0 }[frequency];
  for (let index = 0, day = firstOn; day <= LAST_DAY; index++) {
    if (frequency !== "Daily" || !isWeekend(day)) periods.push(day);
    day = months === 0 ? addDays(day, 1) : addMonths(firstOn, (index + 1) * months);
  }
  return periods;
}

/** Days on which the value of a period is published, the first time and again, oldest first. */
export function publishedOn({ calendar }: FredSeries, period: string): string[] {
  const month = (count: number, date: string): string => `${addMonths(period, count).slice(0, 7)}-${date}`;
  const year = Number(period.slice(0, 4));
  switch (calendar) {
    case "daily-rates":
      return [openFrom(addDays(period, 1))];
    case "monthly-rates":
      return [openFrom(month(1, "01"))];
    case "prices":
      // Seasonal factors of five years are made anew each February.
      return [openFrom(month(1, "12")), ...[1, 2].map((more) => februaryOf(year + more, "12"))];
    case "jobs":
      // Two revisions in the following months, then the yearly benchmark.
      return [1, 2, 3]
        .map((count) => firstFriday(month(count, "01")))
        .concat(firstFriday(`${year + 2}-02-01`));
    case "gdp":
      return [3, 4, 5].map((count) => openFrom(month(count, "26"))).concat(openFrom(`${year + 1}-09-26`));
    case "treasury-month":
      return [openFrom(month(1, "11"))];
    case "treasury-quarter":
      return [openFrom(month(5, "03"))];
    case "budget-year":
      return [openFrom(`${year}-10-18`)];
  }
}

const februaryOf = (year: number, date: string): string => openFrom(`${year}-02-${date}`);

function firstFriday(first: string): string {
  const day = addDays(first, (5 - weekday(first) + 7) % 7);
  return openFrom(day);
}

/** The date in Chicago, where FRED counts its days. */
export const fredDay = (atMs: number): string => dayAt(atMs - 3_600_000);
