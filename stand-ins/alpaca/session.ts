/** Where New York's trading day stands. Pre-market from 4:00, regular from 9:30, after hours until 20:00. */
export type Session = "pre" | "regular" | "after" | "closed";

export interface TradingDay {
  /** YYYY-MM-DD in New York. */
  date: string;
  open: Date;
  close: Date;
}

const DAY_MS = 86_400_000;
const HOLIDAYS = new Set(
  (
    "2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25 " +
    "2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24"
  ).split(" "),
);
const HALF_DAYS = new Set("2026-11-27 2026-12-24 2027-11-26".split(" "));

const zone = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/New_York",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** Wall time in New York, as "YYYY-MM-DD" and minutes since midnight. */
function newYork(at: Date): { date: string; minutes: number; offset: string } {
  const part = Object.fromEntries(zone.formatToParts(at).map(({ type, value }) => [type, value]));
  const wall = Date.parse(
    `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`,
  );
  const hours = Math.round((wall - at.getTime()) / 3_600_000);
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    minutes: Number(part.hour) * 60 + Number(part.minute),
    offset: `-0${Math.abs(hours)}:00`,
  };
}

/** The trading day of a date in New York, or null when the exchanges are closed all day. */
export function tradingDay(date: string): TradingDay | null {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || HOLIDAYS.has(date)) return null;
  const { offset } = newYork(new Date(`${date}T16:00:00Z`));
  const close = HALF_DAYS.has(date) ? "13:00" : "16:00";
  return {
    date,
    open: new Date(`${date}T09:30:00${offset}`),
    close: new Date(`${date}T${close}:00${offset}`),
  };
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
    const isHalf = HALF_DAYS.has(date);
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
