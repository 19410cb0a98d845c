import { z } from "zod";
import { CollectorName, Instant, type Interval, Source } from "#core/model";
import type { VendorHealth } from "./collector.ts";
import { newYorkTime } from "./market-calendar/new-york-time.ts";
import { FIRST_YEAR, LAST_YEAR, nyseDay } from "./market-calendar/nyse-days.ts";

/** How the way to a vendor is, beside an answer made of its numbers. */
export const VendorNote = z.object({
  name: CollectorName,
  source: Source,
  status: z.enum(["ok", "warning", "failed"]),
  detail: z.string(),
  answeredAt: Instant.nullable().describe("When it last answered usefully"),
});
export type VendorNote = z.infer<typeof VendorNote>;

/** How old an answer's newest fact is, who told it, and what a reader must be told about that. */
export const Freshness = z.object({
  asOf: Instant.describe("Nothing known later is in the answer"),
  source: Source.nullable().describe("Of the newest fact; null when there is none"),
  collector: CollectorName.nullable().describe("Who told it; null for this desk's own sources"),
  newestAt: Instant.nullable(),
  ageMs: z.number().nonnegative().nullable().describe("From newestAt to asOf"),
  isStale: z.boolean().describe("True when newer facts were due by asOf"),
  vendors: z.array(VendorNote).describe("How the vendors behind the answer are now"),
  warning: z.string().nullable().describe("What must be said with the answer"),
});
export type Freshness = z.infer<typeof Freshness>;

/** What is read: bars of an interval, prices of a moment, or facts that come when they come. */
export type FactKind = { kind: "bars"; interval: Interval } | { kind: "prices" } | { kind: "occasional" };

export interface FreshnessFacts {
  asOf: Instant;
  /** True when the answer is about now; only then does a vendor's silence matter to it. */
  isNow: boolean;
  read: FactKind;
  newest: { occurredAt: Instant; source: Source; collector?: string | null } | null;
  vendors: readonly { name: string; source: Source; health: VendorHealth }[];
}

const MINUTE_MS = 60_000;
const OPENS = 9 * 60 + 30;
/** After the close a day's bar may take so long to be told, min. */
const DAILY_GRACE_MIN = 90;
/** While the market is open: how old a price may be, and how late a bar, by source, ms. */
const PRICE_GRACE_MS = { live: 2 * MINUTE_MS, delayed: 20 * MINUTE_MS } as const;
/** A sample older than this is not about now. */
const SAMPLE_AGE_MS = 7 * 24 * 60 * MINUTE_MS;
const MINUTES: Record<Interval, number> = {
  "1m": 1,
  "5m": 5,
  "15m": 15,
  "30m": 30,
  "1h": 60,
  "1d": 390,
  "1w": 1_950,
  "1mo": 8_400,
};

/** Judges how fresh an answer is, by the hours of the New York Stock Exchange; what is made up never ages. */
export function freshnessOf({ asOf, isNow, read, newest, vendors }: FreshnessFacts): Freshness {
  const behind = vendorsBehind(newest?.collector ?? null, vendors);
  const due = newest && isMade(newest.source) ? null : dueAt(read, newest, asOf);
  const isStale = due !== null;
  const ageMs = newest ? Math.max(0, Date.parse(asOf) - Date.parse(newest.occurredAt)) : 0;
  const silent = isNow ? behind.filter(({ status }) => status === "failed") : [];
  const warnings = [
    ...(isNow && newest?.source === "sample" && read.kind !== "occasional" && ageMs > SAMPLE_AGE_MS
      ? [
          `This sample of recorded history ends with ${newest.occurredAt.slice(0, 10)}; it says nothing of today.`,
        ]
      : []),
    ...(due === null ? [] : [lateness(read, newest?.occurredAt ?? null, due)]),
    ...silent.map(
      ({ name, detail, answeredAt }) =>
        `${name} does not answer${answeredAt ? ` since ${answeredAt}` : ""}: ${detail}.`,
    ),
  ];
  return {
    asOf,
    source: newest?.source ?? null,
    collector: newest?.collector ?? null,
    newestAt: newest?.occurredAt ?? null,
    ageMs: newest ? ageMs : null,
    isStale,
    vendors: behind,
    warning: warnings.length > 0 ? warnings.join(" ") : null,
  };
}

/** Simulated numbers exist for every instant, and a sample ends where it ends and says so itself. */
const isMade = (source: Source) => source === "simulated" || source === "sample";

/** The vendor that told the newest fact; all of them when there is none to tell by. */
function vendorsBehind(collector: string | null, vendors: FreshnessFacts["vendors"]): VendorNote[] {
  return vendors
    .filter(({ name }) => collector === null || name === collector)
    .map(({ name, source, health }) => ({ name, source, ...health }));
}

/** The instant or day by which something newer was due; null when nothing was. */
function dueAt(read: FactKind, newest: FreshnessFacts["newest"], asOf: Instant): string | null {
  if (read.kind === "occasional" || !newest) return null;
  const { date, minute } = newYorkTime(new Date(asOf));
  const year = Number(date.slice(0, 4));
  // Where the calendar does not reach, nobody can say what was due.
  if (year <= FIRST_YEAR || year > LAST_YEAR) return null;
  const day = nyseDay(date);
  const lastDay = lastTold(date, minute);
  const heldDay = newYorkTime(new Date(newest.occurredAt)).date;
  const isSlow = read.kind === "bars" && MINUTES[read.interval] > 390;
  // A week's or month's bar is told with its last day; one of the week before is as fresh as it can be.
  if (isSlow) return daysBetween(heldDay, lastDay) > (read.interval === "1w" ? 7 : 31) ? lastDay : null;
  if (heldDay < lastDay) return lastDay;
  if (read.kind === "bars" && read.interval === "1d") return null;
  if (day.closesAtMinute === null || minute >= day.closesAtMinute) return null;
  const lengthMs = read.kind === "bars" ? MINUTES[read.interval] * MINUTE_MS : 0;
  const graceMs = PRICE_GRACE_MS[newest.source === "live" ? "live" : "delayed"] + lengthMs;
  const openMs = (minute - OPENS) * MINUTE_MS;
  const dueMs = Date.parse(asOf) - graceMs;
  return openMs > graceMs && Date.parse(newest.occurredAt) < dueMs ? new Date(dueMs).toISOString() : null;
}

/** The last exchange day whose bar should have been told by that minute. */
function lastTold(date: string, minute: number): string {
  const today = nyseDay(date);
  if (today.closesAtMinute !== null && minute >= today.closesAtMinute + DAILY_GRACE_MIN) return date;
  for (let day = dayBefore(date); ; day = dayBefore(day)) if (nyseDay(day).kind !== "closed") return day;
}

const DAY_MS = 86_400_000;
const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) - DAY_MS).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

function lateness(read: FactKind, newestAt: Instant | null, due: string): string {
  const what = read.kind === "bars" ? `${read.interval} bar` : "price";
  return `The newest ${what} is of ${newestAt ?? "no time"}; one of ${due} was due.`;
}
