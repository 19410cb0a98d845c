import { type Bar, type Interval, InvalidInputError, type Source } from "#core/model";
import { joinBars } from "./processors/market/join-bars.ts";

/** Bars as columns for fast arithmetic, oldest first; times are bar closes in epoch ms, strictly ascending. */
export interface BarSeries {
  symbol: string;
  interval: Interval;
  source: Source;
  times: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
}

/** Bars of one instrument and interval as columns. @throws InvalidInputError when empty, mixed or out of order */
export function toSeries(bars: readonly Bar[]): BarSeries {
  const [first] = bars;
  if (!first)
    throw new InvalidInputError({
      what: "There are no bars.",
      why: "A series needs at least one.",
      fix: "Ask for a longer window, or for an instrument whose history covers it.",
    });
  const column = (value: (bar: Bar) => number) => Float64Array.from(bars, value);
  const times = column((bar) => Date.parse(bar.occurredAt));
  bars.forEach((bar, index) => {
    if (bar.symbol !== first.symbol || bar.interval !== first.interval || bar.source !== first.source)
      throw mixed(bar);
    if (index > 0 && (times[index] ?? 0) <= (times[index - 1] ?? 0)) throw mixed(bar);
  });
  return {
    symbol: first.symbol,
    interval: first.interval,
    source: first.source,
    times,
    open: column((bar) => bar.open),
    high: column((bar) => bar.high),
    low: column((bar) => bar.low),
    close: column((bar) => bar.close),
    volume: column((bar) => bar.volume),
  };
}

const mixed = (bar: Bar) =>
  new InvalidInputError({
    what: `The bar of ${bar.symbol} at ${bar.occurredAt} does not follow the one before it.`,
    why: "A series is one instrument, one interval, one source, oldest first, without repeats.",
    fix: "Sort the bars and remove repeats before making a series.",
  });

/**
 * Daily bars joined into weeks, Monday to Friday, oldest first. Unlike `resample` it tells the running week too, as far
 * as its days are held.
 */
export function resampleWeekly(daily: readonly Bar[]): Bar[] {
  const weeks = new Map<string, [Bar, ...Bar[]]>();
  for (const bar of daily) {
    const monday = mondayOf(bar.occurredAt);
    const held = weeks.get(monday);
    if (held) held.push(bar);
    else weeks.set(monday, [bar]);
  }
  return [...weeks.values()].map((days) => ({ ...joinBars(days), interval: "1w" }));
}

const DAY_MS = 86_400_000;

function mondayOf(instant: string): string {
  const day = new Date(instant);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  return new Date(day.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
