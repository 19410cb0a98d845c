import {
  before,
  dayOf,
  MOMENT,
  NAMED_PERIOD,
  namedPeriod,
  readMoment,
  type Span,
  unitSpan,
} from "./moments.ts";
import type { Remainder } from "./remainder.ts";
import type { Window } from "./request.ts";

const UNIT = "(?<unit>days?|weeks?|months?|quarters?|years?|yrs?|decades?|sessions?)";
const SHORT_UNITS: Record<string, string> = { d: "day", w: "week", m: "month", mo: "month", y: "year" };
const OPEN: Window = {};

/** One way to name a stretch of time. The first that fits decides. */
interface Form {
  pattern: RegExp;
  read(groups: Record<string, string | undefined>, now: Date, text: string): Window | undefined;
}

const at = (text: string | undefined, now: Date) => (text ? readMoment(text, now) : undefined);
/** "June to August 2021": the first end takes the year of the last, or the one before where it would come after. */
function firstOf(a: string | undefined, b: string | undefined, now: Date): Span | undefined {
  const year = /\b(?:19|20)\d{2}$/.exec(b ?? "")?.[0];
  const last = at(b === "now" ? undefined : b, now);
  if (!a || !year || !last || !/^(?:q[1-4]|[a-z]{3,9}\.?|[a-z]{3,9} \d{1,2}|\d{1,2} [a-z]{3,9})$/.test(a))
    return at(a, now);
  const same = at(`${a} ${year}`, now);
  return same && same.first > last.last ? at(`${a} ${Number(year) - 1}`, now) : same;
}
const both = (span: Span | undefined): Window | undefined => span && { from: span.first, to: span.last };
const form = (source: string, read: Form["read"]): Form => ({ pattern: new RegExp(source), read });

const FORMS: readonly Form[] = [
  form(
    String.raw`\b(?:from|between)\s+(?<a>${MOMENT})\s*(?:to|and|until|till|through|thru|up to|-)\s*(?:the end of )?(?<b>${MOMENT}|now)(?!\w)`,
    ({ a, b }, now) => {
      const first = firstOf(a, b, now);
      const last = b === "now" ? undefined : at(b, now);
      return first && { from: first.first, to: last?.last };
    },
  ),
  form(
    String.raw`(?<!\w)(?<a>${MOMENT})\s*(?:to|until|till|through|thru|-)\s*(?<b>${MOMENT}|now)(?!\w)`,
    ({ a, b }, now) => {
      const first = firstOf(a, b, now);
      const last = b === "now" ? undefined : at(b, now);
      return first && { from: first.first, to: last?.last };
    },
  ),
  form(
    String.raw`\b(?:ytd|so far this year|this year(?: so far)?|since (?:the )?(?:start|beginning) of (?:the|this) year|since new year)\b`,
    (_, now) => ({ from: unitSpan(now, "year", 0).first }),
  ),
  form(String.raw`\bmtd\b`, (_, now) => ({ from: unitSpan(now, "month", 0).first })),
  form(
    String.raw`\b(?:since|starting(?: in| from| on| at)?|beginning(?: in| from)?|from|after|as of)\s+(?:the )?(?:start of |beginning of |end of )?(?<a>${MOMENT})(?!\w)(?: on(?:wards?)?| forward)?`,
    ({ a }, now, text) => {
      const span = at(a, now);
      return span && { from: /\bafter\b/.test(text) ? nextDay(span.last) : span.first };
    },
  ),
  form(
    String.raw`\b(?:until|till|up to|up until|through|ending(?: in| on)?|to the end of)\s+(?:the end of )?(?<a>${MOMENT})(?!\w)`,
    ({ a }, now) => {
      const span = at(a, now);
      return span && { to: span.last };
    },
  ),
  form(String.raw`\b(?:before|prior to)\s+(?<a>${MOMENT})(?!\w)`, ({ a }, now) => {
    const span = at(a, now);
    return span && { to: previousDay(span.first) };
  }),
  form(
    String.raw`\b(?:last|past|previous|prior|trailing|recent)\s+(?<n>\d+(?:\.\d+)?)[ -]${UNIT}\b`,
    ({ n, unit }, now) => lastUnits(Number(n), unit, now),
  ),
  form(String.raw`(?<![\w/.-])(?<n>\d{1,2})(?<unit>d|w|mo|m|y)(?![\w/])`, ({ n, unit }, now) =>
    lastUnits(Number(n), SHORT_UNITS[unit ?? ""], now),
  ),
  form(
    String.raw`\b(?:over|for|in|during|of|past)?\s*(?:the )?(?:last|past|previous)?\s*(?<n>\d+(?:\.\d+)?)[ -]${UNIT}(?: back| of (?:data|history|bars))?\b(?! (?:and|sma|moving|average|ma|cross|high|low|ago|half))`,
    ({ n, unit }, now) => lastUnits(Number(n), unit, now),
  ),
  form(
    String.raw`\b(?:the )?(?:last|past) (?<unit>week|month|quarter|year|decade)\b`,
    ({ unit = "" }, now, text) =>
      unit === "decade"
        ? lastUnits(10, "years", now)
        : /\b(?:past|over the last|in the last|the last) /.test(text)
          ? lastUnits(1, unit, now)
          : both(unitSpan(now, unit, 1)),
  ),
  form(String.raw`\bthis (?<unit>week|month|quarter)\b`, ({ unit = "" }, now) => ({
    from: unitSpan(now, unit, 0).first,
  })),
  form(String.raw`\btoday\b|\bintraday\b`, (_, now) => ({ from: dayOf(now) })),
  form(NAMED_PERIOD.source, (_, __, text) => both(namedPeriod(text))),
  form(
    String.raw`\b(?:all[ -]time|(?:all|whole|full|entire|complete|max(?:imum)?) (?:of )?(?:the |your |its )?(?:history|data|period|sample|time|available)|since inception|as far back as (?:possible|you can)|from the (?:start|beginning)|everything you have)\b`,
    () => OPEN,
  ),
  form(
    String.raw`\b(?:in|during|for|over|on|of|through(?:out)?|around)\s+(?:the year |all of )?(?<a>${MOMENT})(?!\w|\s*(?:shares?|units?|day|/))`,
    ({ a }, now) => both(at(a, now)),
  ),
  form(
    String.raw`(?<![\w$/.@-])(?<a>(?:19|20)\d{2}|yesterday|q[1-4] \d{4}|[a-z]{3,9} (?:19|20)\d{2})(?![\w/%-])(?!\s*(?:shares?|units?|bps))`,
    ({ a }, now) => both(at(a, now)),
  ),
];

/** Reads the stretch of time a text names, in days, and takes it out of the remainder. An open stretch has neither side. */
export function readWindow(rest: Remainder, now: Date): Window | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(rest.text);
    const window = match && read(match.groups ?? {}, now, rest.text);
    if (!window) continue;
    rest.take(pattern);
    return tidy(window, now);
  }
  return undefined;
}

/** Ends that lie ahead are now, and a stretch written backwards is turned round. */
function tidy({ from, to }: Window, now: Date): Window {
  const [first, last] = from && to && from > to ? [to, from] : [from, to];
  return { ...(first ? { from: first } : {}), ...(last && last < dayOf(now) ? { to: last } : {}) };
}

function lastUnits(count: number, unit: string | undefined, now: Date): Window | undefined {
  if (!unit || !(count > 0) || count > 10_000) return undefined;
  if (unit.startsWith("session")) return { from: before(now, Math.ceil(count * 1.5), "days") };
  if (!Number.isInteger(count)) return { from: before(now, Math.round(count * 365.25), "days") };
  return { from: before(now, count, unit) };
}

const shifted = (day: string, days: number) => dayOf(new Date(Date.parse(day) + days * 86_400_000));
const nextDay = (day: string) => shifted(day, 1);
const previousDay = (day: string) => shifted(day, -1);
