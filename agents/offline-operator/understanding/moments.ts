import { parse } from "chrono-node";

const DAY_MS = 86_400_000;
const MONTH_NAMES =
  "january february march april may june july august september october november december".split(" ");

/** A stretch of whole days, both ends included, as YYYY-MM-DD. */
export interface Span {
  first: string;
  last: string;
}

export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number) => dayOf(new Date(Date.UTC(year, month, day)));

/** The day so many days, weeks, months or years before another; the end of a shorter month where needed. */
export function before(now: Date, count: number, unit: string): string {
  const base = new Date(now);
  if (unit.startsWith("d")) return dayOf(new Date(base.getTime() - count * DAY_MS));
  if (unit.startsWith("w")) return dayOf(new Date(base.getTime() - count * 7 * DAY_MS));
  const months = unit.startsWith("y")
    ? count * 12
    : unit.startsWith("q")
      ? count * 3
      : unit.startsWith("dec")
        ? count * 120
        : count;
  const target = base.getUTCMonth() - Math.round(months);
  const lastOfMonth = new Date(Date.UTC(base.getUTCFullYear(), target + 1, 0)).getUTCDate();
  return utc(base.getUTCFullYear(), target, Math.min(base.getUTCDate(), lastOfMonth));
}

export const yearSpan = (year: number): Span => ({ first: utc(year, 0, 1), last: utc(year, 11, 31) });
export const monthSpan = (year: number, month: number): Span => ({
  first: utc(year, month, 1),
  last: utc(year, month + 1, 0),
});
export const quarterSpan = (year: number, quarter: number): Span => ({
  first: utc(year, (quarter - 1) * 3, 1),
  last: utc(year, quarter * 3, 0),
});

/** The running or a past calendar unit: 0 is this one, 1 the one before. Weeks begin on Monday. */
export function unitSpan(now: Date, unit: string, back: number): Span {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  if (unit === "year") return yearSpan(year - back);
  if (unit === "month") return monthSpan(year, month - back);
  if (unit === "quarter") return quarterSpan(year, Math.floor(month / 3) + 1 - back);
  const monday = now.getUTCDate() - ((now.getUTCDay() + 6) % 7) - 7 * back;
  return { first: utc(year, month, monday), last: utc(year, month, monday + 6) };
}

/** Periods of market history that people call by name. */
const NAMED_PERIODS: readonly (readonly [RegExp, Span])[] = [
  [
    /\b(?:global |great )?(?:financial crisis|great recession|gfc)\b|\b2008 (?:crisis|crash)\b|\bcrash of 2008\b|\blehman\b/,
    { first: "2007-10-09", last: "2009-03-09" },
  ],
  [
    /\bcovid(?:[- ]?19)?(?: (?:crash|crisis|sell-?off))?\b|\bcorona(?:virus)?(?: crash)?\b|\bpandemic(?: crash)?\b/,
    { first: "2020-02-19", last: "2020-04-30" },
  ],
  [/\bdot[- ]?com(?: (?:crash|bust|bubble))?\b/, { first: "2000-03-24", last: "2002-10-09" }],
];
export const namedPeriod = (text: string): Span | undefined =>
  NAMED_PERIODS.find(([pattern]) => pattern.test(text))?.[1];
export const NAMED_PERIOD = new RegExp(NAMED_PERIODS.map(([pattern]) => pattern.source).join("|"));

/** How a point in time is written, for cutting it out of a sentence. */
export const MOMENT = (() => {
  const month = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
  const day = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
  const year = String.raw`(?:19|20)\d{2}`;
  return [
    String.raw`${year}-\d{2}-\d{2}`,
    String.raw`\d{1,2}/\d{1,2}/\d{2,4}`,
    String.raw`(?:the )?(?:start|beginning|end|early|mid|late)(?: of)?[ -](?:the year|this year|last year|${year})`,
    String.raw`(?:the )?${day} (?:of )?${month}(?:,? ${year})?`,
    String.raw`${month} ${day}(?:,? ${year})?(?!\d)`,
    String.raw`${month}(?:,? (?:of )?${year})?`,
    String.raw`q[1-4](?: (?:of )?${year})?`,
    year,
    String.raw`'\d{2}`,
    String.raw`\d+ (?:days?|weeks?|months?|years?) ago`,
    String.raw`(?:last|this) (?:week|month|quarter|year|monday|tuesday|wednesday|thursday|friday)`,
    "yesterday|today|monday|tuesday|wednesday|thursday|friday",
  ].join("|");
})();

/**
 * The days a written point in time covers: a year, a month, a quarter or one day. A month without a year is the
 * latest one that has begun.
 */
export function readMoment(text: string, now: Date): Span | undefined {
  const plain = text.trim().replace(/^the /, "");
  const year = /^(?:19|20)\d{2}$/.exec(plain);
  if (year) return yearSpan(Number(plain));
  if (/^'\d{2}$/.test(plain)) return yearSpan(2000 + Number(plain.slice(1)));
  const part = /^(start|beginning|end|early|mid|late)(?: of)?[ -](the year|this year|last year|\d{4})$/.exec(
    plain,
  );
  if (part) return partOfYear(part[1] ?? "", part[2] ?? "", now);
  const quarter = /^q([1-4])(?: (?:of )?(\d{4}))?$/.exec(plain);
  if (quarter) return quarterSpan(Number(quarter[2] ?? now.getUTCFullYear()), Number(quarter[1]));
  const unit = /^(last|this) (week|month|quarter|year)$/.exec(plain);
  if (unit) return unitSpan(now, unit[2] ?? "", unit[1] === "last" ? 1 : 0);
  const month = /^([a-z]{3,9})\.?(?:,? (?:of )?(\d{4}))?$/.exec(plain);
  const monthAt = month ? monthNumber(month[1] ?? "") : -1;
  if (month && monthAt >= 0) {
    const latest = now.getUTCFullYear() - (monthAt > now.getUTCMonth() ? 1 : 0);
    return monthSpan(month[2] ? Number(month[2]) : latest, monthAt);
  }
  return dayByChrono(plain, now);
}

const monthNumber = (text: string) =>
  text.length < 3 ? -1 : MONTH_NAMES.findIndex((name) => name.startsWith(text === "sept" ? "sep" : text));

function partOfYear(part: string, of: string, now: Date): Span {
  const year = /^\d/.test(of) ? Number(of) : now.getUTCFullYear() - (of === "last year" ? 1 : 0);
  if (part === "end" || part === "late") return quarterSpan(year, 4);
  return part === "mid" ? { first: utc(year, 6, 1), last: utc(year, 6, 31) } : quarterSpan(year, 1);
}

function dayByChrono(text: string, now: Date): Span | undefined {
  const [found] = parse(text, { instant: now, timezone: "UTC" }, { forwardDate: false });
  if (!found) return undefined;
  const { start } = found;
  const [year, month, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || month === null || day === null) return undefined;
  let at = utc(year, month - 1, day);
  // A day without a year is in the past: nobody asks a tape for tomorrow.
  if (at > dayOf(now))
    at = start.isCertain("weekday")
      ? dayOf(new Date(Date.parse(at) - 7 * DAY_MS))
      : start.isCertain("year")
        ? at
        : utc(year - 1, month - 1, day);
  return { first: at, last: at };
}
