import { type ExchangeDay, FIRST_YEAR, LAST_YEAR, nyseDay } from "#core/market-data";
import type { Interval } from "#core/model";
import { instantIn, type WallTime } from "./local-time.ts";
import type { TimeMapping } from "./mapping.ts";

const MINUTE_MS = 60_000;
/** Lengths of the intervals that divide a session, ms. */
const INTRADAY_MS: Partial<Record<Interval, number>> = {
  "1m": MINUTE_MS,
  "5m": 5 * MINUTE_MS,
  "15m": 15 * MINUTE_MS,
  "30m": 30 * MINUTE_MS,
  "1h": 60 * MINUTE_MS,
};
const NEW_YORK = "America/New_York";

/** Tokens of a date format and how each is read. */
const TOKENS: Record<string, { digits: string; part: keyof WallTime }> = {
  yyyy: { digits: "(\\d{4})", part: "year" },
  MM: { digits: "(\\d{2})", part: "month" },
  M: { digits: "(\\d{1,2})", part: "month" },
  dd: { digits: "(\\d{2})", part: "day" },
  d: { digits: "(\\d{1,2})", part: "day" },
  HH: { digits: "(\\d{2})", part: "hour" },
  H: { digits: "(\\d{1,2})", part: "hour" },
  mm: { digits: "(\\d{2})", part: "minute" },
  ss: { digits: "(\\d{2})", part: "second" },
};
const TOKEN = /yyyy|MM|M|dd|d|HH|H|mm|ss/g;

/** A time that cannot be read, with the reason. */
export class UnreadableTime extends Error {}

/**
 * Reads when the bars of a file closed.
 *
 * @returns the close of the bar, ms since epoch, for a value of the file's time column
 * @throws UnreadableTime
 */
export function closeReader(time: TimeMapping, interval: Interval): (value: unknown) => number {
  const read = instantReader(time);
  const lengthMs = INTRADAY_MS[interval];
  if (lengthMs !== undefined)
    return (value) => {
      const at = read(value);
      return (at.ms ?? at.midnight) + (time.marks === "open" ? lengthMs : 0);
    };
  return (value) => {
    const { date } = read(value);
    return sessionClose(date, interval);
  };
}

/** The exchange's close of that day; of a week or month, the close of the day its row is dated by. */
function sessionClose(date: string, interval: Interval): number {
  const { kind, reason, closesAtMinute } = exchangeDay(date);
  if (kind === "closed" && interval === "1d")
    throw new UnreadableTime(`${date} is not a session of the New York Stock Exchange (${reason})`);
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const closes = closesAtMinute ?? FULL_DAY.closesAtMinute;
  const [hour, minute] = [Math.floor(closes / 60), closes % 60];
  const at = instantIn(NEW_YORK, { year, month, day, hour, minute, second: 0 });
  if (at === null) throw new UnreadableTime(`${date} is not a day of the calendar`);
  return at;
}

const FULL_DAY = { kind: "full", reason: "", closesAtMinute: 16 * 60 } as const;

/** Before the calendar begins, each day with a row is taken for a full one. */
function exchangeDay(date: string): Pick<ExchangeDay, "kind" | "reason" | "closesAtMinute"> {
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR) return FULL_DAY;
  if (year > LAST_YEAR)
    throw new UnreadableTime(`${date} is after the exchange calendar's end in ${LAST_YEAR}`);
  return nyseDay(date);
}

interface ReadTime {
  /** ms since epoch; null where the value is a day without a time. */
  ms: number | null;
  midnight: number;
  /** Its day, as 2026-11-27: of a bare day that day, of an instant the one in New York. */
  date: string;
}

function instantReader({ format, zone }: TimeMapping): (value: unknown) => ReadTime {
  if (format === "epoch-s" || format === "epoch-ms") {
    const scale = format === "epoch-s" ? 1_000 : 1;
    return (value) => ofInstant(numberOf(value) * scale, value);
  }
  if (format !== "iso") return patternReader(format, zone);
  const bareDay = patternReader("yyyy-MM-dd", zone);
  const wall = patternReader("yyyy-MM-dd HH:mm:ss", zone);
  return (value) => {
    if (value instanceof Date) return ofInstant(value.getTime(), value);
    const text = String(value).trim();
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return bareDay(text);
    if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}$/.test(text)) return wall(text.replace("T", " "));
    // What carries its own zone needs none of ours.
    if (/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return ofInstant(Date.parse(text.replace(" ", "T")), value);
    throw new UnreadableTime(`${shown(value)} is not an ISO date or instant`);
  };
}

function numberOf(value: unknown): number {
  if (typeof value === "bigint" || typeof value === "number") return Number(value);
  return /^\d+(\.\d+)?$/.test(String(value).trim()) ? Number(value) : Number.NaN;
}

function ofInstant(ms: number, value: unknown): ReadTime {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15)
    throw new UnreadableTime(`${shown(value)} is not a time`);
  const date = newYorkDay.format(ms);
  return { ms, midnight: ms, date };
}
const newYorkDay = new Intl.DateTimeFormat("en-CA", { timeZone: NEW_YORK, dateStyle: "short" });

function patternReader(format: string, zone: string): (value: unknown) => ReadTime {
  const parts: (keyof WallTime)[] = [];
  const source = format.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(TOKEN, (token) => {
    const known = TOKENS[token];
    if (!known) return token;
    parts.push(known.part);
    return known.digits;
  });
  const pattern = new RegExp(`^${source}$`);
  const hasTime = parts.includes("hour");
  return (value) => {
    const found = pattern.exec(value instanceof Date ? value.toISOString() : String(value).trim());
    if (!found) throw new UnreadableTime(`${shown(value)} does not read as ${format}`);
    const wall: WallTime = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
    for (const [index, part] of parts.entries()) wall[part] = Number(found[index + 1]);
    const at = instantIn(zone, wall);
    if (at === null) throw new UnreadableTime(`${shown(value)} is no time on the clocks of ${zone}`);
    const date = `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
    return hasTime
      ? { ms: at, midnight: at, date: zone === NEW_YORK ? date : newYorkDay.format(at) }
      : { ms: null, midnight: at, date };
  };
}

const two = (value: number) => String(value).padStart(2, "0");
const shown = (value: unknown) => `"${String(value).slice(0, 40)}"`;
