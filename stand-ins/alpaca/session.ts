import { exchangeDay, offsetHours } from "#stand-ins/world";

/** Where New York's trading day stands. Pre-market from 4:00, regular from 9:30, after hours until 20:00. */
export type Session = "pre" | "regular" | "after" | "closed";

export interface TradingDay {
  /** YYYY-MM-DD in New York. */
  date: string;
  open: Date;
  close: Date;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Wall time in New York, as "YYYY-MM-DD" and minutes since midnight. */
function newYork(at: Date): { date: string; minutes: number; offset: string } {
  const hours = offsetHours(at.getTime());
  const wall = new Date(at.getTime() - hours * HOUR_MS);
  return {
    date: wall.toISOString().slice(0, 10),
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    offset: `-0${hours}:00`,
  };
}

/** The trading day of a date in New York, or null when the exchanges are closed all day. */
export function tradingDay(date: string): TradingDay | null {
  const day = exchangeDay(date);
  return day && { date, open: new Date(day.openMs), close: new Date(day.closeMs) };
}

export function sessionAt(at: Date): Session {
  const { date, minutes } = newYork(at);
  const day = tradingDay(date);
  if (!day || minutes < 4 * 60) return "closed";
  if (at < day.open) return "pre";
  if (at < day.close) return "regular";
  return at.getTime() < day.close.getTime() + 4 * 3_600_000 ? "after" : "closed";
}

/** The trading days from an instant on whose close (or open) lies after it, soonest first. */
function* daysFrom(at: Date): Generator<TradingDay> {
  for (let step = 0; step < 400; step++) {
    const day = tradingDay(newYork(new Date(at.getTime() + step * DAY_MS)).date);
    if (day) yield day;
  }
}

export function nextOpen(at: Date): Date {
  for (const { open } of daysFrom(at)) if (open > at) return open;
  throw new Error("the stand-in's calendar ends");
}

export function nextClose(at: Date): Date {
  for (const { close } of daysFrom(at)) if (close > at) return close;
  throw new Error("the stand-in's calendar ends");
}

/** Rows of GET /v2/calendar, in New York's local time and its two clock formats. */
export function calendarRows(start: string, end: string): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  for (let at = Date.parse(`${start}T12:00:00Z`); at <= Date.parse(`${end}T12:00:00Z`); at += DAY_MS) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (!tradingDay(date)) continue;
    const isHalf = exchangeDay(date)?.isHalf === true;
    rows.push({
      date,
      open: "09:30",
      close: isHalf ? "13:00" : "16:00",
      session_open: "0400",
      session_close: isHalf ? "1700" : "2000",
      settlement_date: settlementOf(date),
    });
  }
  return rows;
}

function settlementOf(date: string): string {
  for (const day of daysFrom(new Date(`${date}T20:30:00Z`))) if (day.date > date) return day.date;
  return date;
}

/** An instant in New York's own offset, as the clock endpoint writes it. */
export function inNewYork(at: Date): string {
  const { offset } = newYork(at);
  const local = new Date(at.getTime() - Number(offset.slice(1, 3)) * 3_600_000);
  return local.toISOString().replace("Z", `000000${offset}`);
}

/** Before 9:28 and from 19:00 on, an order for the opening auction is taken; before 15:50 and from 19:00 one for the close. */
export function takesAuctionOrder(at: Date, auction: "opg" | "cls"): boolean {
  const { date, minutes } = newYork(at);
  if (!tradingDay(date) || minutes >= 19 * 60) return true;
  return minutes < (auction === "opg" ? 9 * 60 + 28 : 15 * 60 + 50);
}
