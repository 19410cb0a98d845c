import { nyseDay } from "../../market-calendar/index.ts";
import { instantOf, localTime } from "./exchange-time.ts";
import type { ChartMeta } from "./shapes.ts";

const NEW_YORK = "America/New_York";
const DAY_MS = 86_400_000;
/** New York's calendar is known from then on; before, each day with a row is taken for a full one. */
const CALENDAR_BEGINS = "1990-01-01";
const FULL_DAY = { opensAtMinute: 9 * 60 + 30, closesAtMinute: 16 * 60 };

/** Open and close of one day, ms. */
export interface DayHours {
  opensMs: number;
  closesMs: number;
}

/** When an exchange trades: New York by its calendar, half days included; others by the hours Yahoo states. */
export interface Hours {
  zone: string;
  /** Null on days without a session. */
  on(day: string): DayHours | null;
}

/** @returns null where Yahoo states no hours for an exchange whose calendar is not held */
export function hoursOf(meta: ChartMeta): Hours | null {
  const zone = meta.exchangeTimezoneName;
  if (zone === NEW_YORK) return { zone, on: newYorkDay };
  const stated = meta.currentTradingPeriod?.regular;
  if (!stated) return null;
  const opens = localTime(stated.start, zone);
  const minutes = Math.round((stated.end - stated.start) / 60_000);
  return {
    zone,
    on: (day) => ({
      opensMs: instantOf({ day, minute: opens.minute }, zone),
      closesMs: instantOf({ day, minute: opens.minute + minutes }, zone),
    }),
  };
}

function newYorkDay(day: string): DayHours | null {
  const { opensAtMinute, closesAtMinute } = day < CALENDAR_BEGINS ? FULL_DAY : nyseDay(day);
  if (opensAtMinute === null || closesAtMinute === null) return null;
  return {
    opensMs: instantOf({ day, minute: opensAtMinute }, NEW_YORK),
    closesMs: instantOf({ day, minute: closesAtMinute }, NEW_YORK),
  };
}

/** The day so many days later, earlier if negative. */
export const dayAfter = (day: string, count = 1): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10);
