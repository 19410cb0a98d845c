import { exchangeDays, wallMs } from "./calendar.ts";
import { chanceOf } from "./chance.ts";
import type { Listed } from "./companies.ts";
import type { WorldDay } from "./days.ts";

export interface Dividend {
  /** First day of trading without the right to it. */
  exOn: string;
  /** USD per share as counted that day. */
  amount: number;
  payOn: string;
}

export interface Earnings {
  atMs: number;
  /** USD per share as counted that day. */
  eps: number;
}

const LAST_YEAR = 2027;
const round4 = (value: number) => Math.round(value * 10_000) / 10_000;

/** Four dividends a year, in the middle month of each quarter, from the year the company began to pay. */
export function makeDividends({ dividends }: Listed, days: readonly WorldDay[]): Dividend[] {
  if (!dividends) return [];
  const made: Dividend[] = [];
  for (let year = dividends.since; year <= LAST_YEAR; year++)
    for (const month of ["02", "05", "08", "11"]) {
      const index = days.findIndex(({ day }) => day >= `${year}-${month}-10`);
      const [before, ex] = [days[index - 1], days[index]];
      const [payable] = ex ? exchangeDays(later(ex.day, 21), later(ex.day, 28)) : [];
      if (before && ex && payable)
        made.push({
          exOn: ex.day,
          amount: round4((before.close * dividends.yieldPerYear) / 4),
          payOn: payable.day,
        });
    }
  return made;
}

/** Four reports a year, five minutes after the close; a fund has none. */
export function makeEarnings(
  seed: number,
  symbol: string,
  { company }: Listed,
  days: readonly WorldDay[],
): Earnings[] {
  if (!company.cik) return [];
  const random = chanceOf(seed, "earnings", symbol);
  const made: Earnings[] = [];
  for (let year = 2000; year <= LAST_YEAR; year++)
    for (const month of ["01", "04", "07", "10"]) {
      const on = days.find(({ day }) => day >= `${year}-${month}-24`);
      const eps = 0.006 + 0.008 * random();
      if (on?.day.startsWith(`${year}-${month}`))
        made.push({ atMs: wallMs(on.day, 16, 5), eps: Math.round(on.close * eps * 100) / 100 });
    }
  return made;
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
