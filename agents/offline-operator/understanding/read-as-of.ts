import { newYorkInstant } from "#core/market-data";
import { MOMENT, readMoment, unitSpan } from "./moments.ts";
import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

const DAY_MS = 86_400_000;
const TIME = String.raw`(?:noon|midday|midnight|the (?:market )?(?:open|close)|(?:\d{1,2})(?::\d{2})? ?(?:am|pm|o'clock)|\d{1,2}:\d{2})`;
const WHEN = String.raw`(?<day>${MOMENT})(?:(?:,? at| at)? (?<time>${TIME})(?: (?<zone>utc|gmt|et|est|edt|new york(?: time)?))?)?`;
/** How people say that later knowledge must stay out. */
const CUT = String.raw`(?:(?:only |just )*(?:with |using )?(?:what|whatever|that|as|everything) (?:we|you|i|the desk|anyone|people|had|was|were|it was|is)?(?: had| was| been)* ?(?:knew|known|know|public|published|out)(?: to us)? (?:by|before|until|till|up to|as of|at|on)|(?:as|how) (?:it|they|things) (?:was|were|stood) (?:known )?(?:on|at|by|as of)|(?:as known|known) (?:by|on|at|as of)|as[- ]of)`;
const AS_OF = new RegExp(String.raw`(?:,\s*)?\b${CUT} (?:the end of |end of )?${WHEN}(?!\w)`);
const KNEW = new RegExp(
  String.raw`\b(?:did|do|could) (?:we|you|i|the desk|anyone) (?:already )?know\b.*?\b(?:by|on|at|as of|before|until) ${WHEN}(?!\w)`,
);

/** Points at a moment without naming it. */
const UNCLEAR = new RegExp(String.raw`\b${CUT} (?:then|that (?:day|time|date|moment)|back then)\b`);

/**
 * The instant up to which knowledge may count, taken out of the remainder. A day without an hour counts to its end,
 * a weekday is the newest one of this week or before; hours are New York's unless a zone is named.
 *
 * @returns `asOf` as an instant, and `asOfAhead` when it has not come yet, so that it changes nothing
 */
export function readAsOf(rest: Remainder, now: Date): Slots {
  if (rest.take(UNCLEAR)) return { asOfUnclear: true };
  const match = rest.take(AS_OF) ?? rest.take(KNEW);
  const { day, time, zone } = match?.groups ?? {};
  if (!day) return {};
  const date = dayNamed(day, rest.text, now);
  if (!date) return {};
  const minutes = time ? minutesOf(time) : null;
  const at =
    minutes === null
      ? inNewYork(date, 0) + DAY_MS - 1
      : isUtc(zone)
        ? utc(date, minutes)
        : inNewYork(date, minutes);
  return at > now.getTime() ? { asOfAhead: true } : { asOf: new Date(at).toISOString() };
}

const WEEKDAY = /^(?:this )?(monday|tuesday|wednesday|thursday|friday)$/;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** The last day a written moment covers; a weekday beside "this week" is the one of this week, even ahead. */
function dayNamed(text: string, sentence: string, now: Date): string | undefined {
  const weekday = WEEKDAY.exec(text)?.[1];
  if (weekday && (/\bthis week\b/.test(sentence) || text.startsWith("this "))) {
    const monday = Date.parse(unitSpan(now, "week", 0).first);
    return new Date(monday + WEEKDAYS.indexOf(weekday) * DAY_MS).toISOString().slice(0, 10);
  }
  return readMoment(text, now)?.last;
}

const isUtc = (zone: string | undefined) => zone === "utc" || zone === "gmt";
const utc = (date: string, minutes: number) => Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;

const inNewYork = (date: string, minutes: number) => Date.parse(newYorkInstant(date, minutes));

function minutesOf(time: string): number | null {
  if (/noon|midday/.test(time)) return 720;
  if (time === "midnight") return 0;
  if (/open$/.test(time)) return 570;
  if (/close$/.test(time)) return 960;
  const [, hour = "", minute = "0", half] = /^(\d{1,2})(?::(\d{2}))? ?(am|pm)?/.exec(time) ?? [];
  const base = half ? (Number(hour) % 12) + (half === "pm" ? 12 : 0) : Number(hour);
  const minutes = base * 60 + Number(minute);
  return minutes < 1440 ? minutes : null;
}
