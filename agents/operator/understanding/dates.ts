import * as chrono from "chrono-node";

/** A stretch of history. */
export interface Period {
  from?: string;
  to?: string;
}

const UNIT_DAYS: Record<string, number> = { day: 1, week: 7, month: 30.44, quarter: 91.3, year: 365.25 };
const DAY_MS = 86_400_000;
const YEAR = String.raw`((?:19|20)\d{2})`;

const dayOf = (date: Date): string => `${date.toISOString().slice(0, 10)}T00:00:00.000Z`;
const startOf = (year: string): string => `${year}-01-01T00:00:00.000Z`;
const endOf = (year: string): string => `${year}-12-31T23:59:59.000Z`;

interface Pattern {
  pattern: RegExp;
  read(match: RegExpExecArray, now: Date): Period | null;
}

const PATTERNS: readonly Pattern[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:from|between|over)?\s*${YEAR}\s*(?:to|until|till|through|and|-|–|—)\s*${YEAR}\b`,
    ),
    read: ([, from = "", to = ""]) => ({ from: startOf(from), to: endOf(to) }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:since|from|starting(?: in)?|after)\s+(?:the (?:start|beginning) of\s+)?${YEAR}\b(?!-)`,
    ),
    read: ([, year = ""]) => ({ from: startOf(year) }),
  },
  {
    pattern: new RegExp(String.raw`\b(?:until|till|up to|before|through|to)\s+${YEAR}\b(?!-)`),
    read: ([, year = ""]) => ({ to: endOf(year) }),
  },
  {
    pattern: new RegExp(String.raw`\b(?:in|during|for|over)\s+${YEAR}\b(?!-)`),
    read: ([, year = ""]) => ({ from: startOf(year), to: endOf(year) }),
  },
  {
    pattern: /\b(?:the )?(?:last|past|previous)\s+(\d+|few|couple of)?\s*(day|week|month|quarter|year)s?\b/,
    read: ([, count = "1", unit = "day"], now) => {
      const many = /\d/.test(count) ? Number(count) : count === "" ? 1 : 3;
      return { from: dayOf(new Date(now.getTime() - many * (UNIT_DAYS[unit] ?? 1) * DAY_MS)) };
    },
  },
  {
    pattern: /\b(?:ytd|year to date|this year|so far this year)\b/,
    read: (_, now) => ({ from: startOf(String(now.getUTCFullYear())) }),
  },
  {
    pattern: /\bthis (week|month|quarter)\b/,
    read: ([, unit = "week"], now) => ({
      from: dayOf(new Date(now.getTime() - (UNIT_DAYS[unit] ?? 7) * DAY_MS)),
    }),
  },
  {
    pattern: /\b(\d+)[- ](day|week|month|year)s? (?:history|of history|back|window|chart)\b/,
    read: ([, count = "1", unit = "day"], now) => ({
      from: dayOf(new Date(now.getTime() - Number(count) * (UNIT_DAYS[unit] ?? 1) * DAY_MS)),
    }),
  },
];

/** The stretch of time a text speaks of, relative to now; empty when it speaks of none. */
export function periodIn(text: string, now: Date): Period {
  const found: Period = {};
  for (const { pattern, read } of PATTERNS) {
    const match = pattern.exec(text);
    if (match && !(found.from && found.to)) Object.assign(found, { ...read(match, now), ...found });
  }
  return found.from || found.to ? found : datesIn(text, now);
}

/** Full dates such as "since March 3rd 2015" or "2015-03-01 to 2016-06-30". */
function datesIn(text: string, now: Date): Period {
  const marked =
    /\b(since|from|after|between|starting|until|till|before|up to)\b/.test(text) ||
    /\d{4}-\d{2}-\d{2}/.test(text);
  if (!marked) return {};
  const [first] = chrono.parse(text.replace(/\bbetween\b/, "from").replace(/ and /, " to "), now, {
    forwardDate: false,
  });
  if (!first) return {};
  const from = pastDate(first.start.date(), now);
  if (first.end) return { from: dayOf(from), to: dayOf(first.end.date()) };
  return /\b(until|till|before|up to)\b/.test(text) ? { to: dayOf(from) } : { from: dayOf(from) };
}

/** "Since March" said in February means last year's. */
function pastDate(date: Date, now: Date): Date {
  if (date <= now) return date;
  const earlier = new Date(date);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - 1);
  return earlier;
}
