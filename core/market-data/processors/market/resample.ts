import { type Bar, type Instant, InvalidInputError } from "#core/model";
import { groupsOf } from "./bar-groups.ts";
import { type BarLengthText, barLength, checkMadeOf } from "./bar-length.ts";
import { joinBars } from "./join-bars.ts";
import { calendarOf, type TradingCalendar } from "./trading-calendar.ts";

/** A bar of any length. Of one of our intervals it is a `Bar`. */
export type ResampledBar<Length extends BarLengthText> = Omit<Bar, "interval"> & { interval: Length };

export interface ResampleOptions {
  /** When it trades; New York's exchange by default, and the simulation's own days for simulated bars. */
  calendar?: TradingCalendar;
  /** What time it is: a bar whose end has passed is complete even where its last part had no trade. */
  asOf?: Instant;
}

/**
 * Bars joined into longer ones. Minutes run from the beginning of a stretch of trading and never across its end; days,
 * weeks and months hold regular hours only and end with the last session's close. The last bar is told when it is
 * complete, the first as far as its parts reach: begin with the first bar of a longer one.
 *
 * @param bars of one instrument, interval and source, oldest first, without repeats
 * @param length such as 5m, 90m, 2h, 1d, 1w, 3mo; groups of several are counted from 1990, not from the window
 * @throws InvalidInputError for a length that cannot be made of these bars, and for bars mixed or out of order
 */
export function resample<Length extends BarLengthText>(
  bars: readonly Bar[],
  length: Length,
  { calendar, asOf }: ResampleOptions = {},
): ResampledBar<Length>[] {
  const [first] = bars;
  if (!first) return [];
  checkMadeOf(length, first.interval);
  checkOrder(bars);
  if (length === first.interval) return bars.map((bar) => ({ ...bar, interval: length }));
  const isOfMinutes = barLength(first.interval).unit === "minute";
  const groupOf = groupsOf(barLength(length), calendar ?? calendarOf(first), isOfMinutes);
  const groups: Group[] = [];
  for (const bar of bars) {
    const endsMs = groupOf(Date.parse(bar.occurredAt));
    if (endsMs === null) continue;
    const open = groups.at(-1);
    if (open?.endsMs === endsMs) open.parts.push(bar);
    else groups.push({ endsMs, parts: [bar] });
  }
  const last = groups.at(-1);
  if (last && !isComplete(last.endsMs, bars.at(-1) ?? first, asOf)) groups.pop();
  return groups.map(({ parts, endsMs }) => barOf(parts, endsMs, length));
}

interface Group {
  endsMs: number;
  parts: [Bar, ...Bar[]];
}

/** What came later, even outside trading hours, shows that the time has passed. */
const isComplete = (endsMs: number, newest: Bar, asOf: Instant | undefined): boolean =>
  Date.parse(newest.occurredAt) >= endsMs || (asOf !== undefined && Date.parse(asOf) >= endsMs);

function barOf<Length extends BarLengthText>(
  parts: readonly [Bar, ...Bar[]],
  endsMs: number,
  interval: Length,
): ResampledBar<Length> {
  const joined = joinBars(parts);
  // Where the last part is missing, the bar still ends, and is known, with its time.
  const occurredAt = later(joined.occurredAt, new Date(endsMs).toISOString());
  return { ...joined, interval, occurredAt, knownAt: later(joined.knownAt, occurredAt) };
}

const later = (one: Instant, other: Instant): Instant => (one < other ? other : one);

function checkOrder(bars: readonly Bar[]): void {
  const [first] = bars;
  for (const [index, bar] of bars.entries()) {
    const isSame =
      bar.symbol === first?.symbol && bar.interval === first.interval && bar.source === first.source;
    const isLater = index === 0 || bar.occurredAt > (bars[index - 1]?.occurredAt ?? "");
    if (isSame && isLater) continue;
    throw new InvalidInputError({
      what: `The bar of ${bar.symbol} at ${bar.occurredAt} does not follow the one before it.`,
      why: "Bars are joined of one instrument, one interval, one source, oldest first, without repeats.",
      fix: "Sort the bars and choose one source before joining them.",
    });
  }
}
