import type { AnnouncedAction, Bar, Day, Finding, Instant } from "#core/model";
import { findingsOf, type Inspection, type Seen } from "../finding.ts";
import { badPrices, whyImpossible } from "./bad-prices.ts";
import { barLength } from "./bar-length.ts";
import { gapsOf } from "./gaps.ts";
import { levelShifts } from "./level-shifts.ts";
import { pricePath } from "./price-path.ts";
import { staleRuns } from "./stale-runs.ts";
import { calendarOf, type TradingCalendar } from "./trading-calendar.ts";

export interface BarInspection extends Inspection {
  /** Known splits: the jump on their ex-day is no finding. */
  actions?: readonly AnnouncedAction[];
  calendar?: TradingCalendar;
  /** The window that should be covered; from the first bar to the last by default. */
  from?: Instant;
  to?: Instant;
}

/**
 * What a person should know about bars before relying on them. Nothing is changed and nothing left out of the bars:
 * findings stand beside them.
 *
 * @param bars raw, of any instruments and intervals, in any order
 * @returns duplicate, not-a-session, bad-tick, unadjusted-split, outlier, stale and gap findings, by series and time
 */
export function inspectBars(bars: readonly Bar[], inspection: BarInspection): Finding[] {
  const series = new Map<string, Bar[]>();
  for (const bar of bars) {
    const key = [bar.symbol, bar.interval, bar.source, bar.collector].join("|");
    const held = series.get(key);
    if (held) held.push(bar);
    else series.set(key, [bar]);
  }
  return [...series.values()].flatMap((one) => inspectSeries(one, inspection));
}

function inspectSeries(bars: readonly Bar[], inspection: BarInspection): Finding[] {
  const sorted = bars.toSorted((a, b) =>
    a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0,
  );
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last) return [];
  const calendar = inspection.calendar ?? calendarOf(first);
  const isImpossible = (bar: Bar) => whyImpossible(bar) !== null;
  const unique = sorted.filter((bar, index) => bar.occurredAt !== sorted[index - 1]?.occurredAt);
  const [from, to] = [inspection.from ?? first.occurredAt, inspection.to ?? last.occurredAt];
  const seen: Seen[] = [
    ...duplicates(sorted),
    ...outsideSessions(unique, calendar),
    ...unique
      .filter(isImpossible)
      .map((bar) => seenAt(bar, "bad-tick", "error", `Of this bar ${whyImpossible(bar)}.`)),
    ...priceFaults(
      unique.filter((bar) => !isImpossible(bar)),
      calendar,
      splitDays(first.symbol, inspection.actions ?? []),
    ),
    ...repeats(unique),
    ...gaps(unique, from, to, calendar),
  ];
  return findingsOf(
    seen.map((one) => ({ ...one, collector: first.collector })),
    "bars",
    first.interval,
    inspection,
  );
}

const seenAt = (bar: Bar, check: Seen["check"], severity: Seen["severity"], detail: string): Seen => ({
  check,
  severity,
  detail,
  subject: bar.symbol,
  from: bar.occurredAt,
});

function duplicates(sorted: readonly Bar[]): Seen[] {
  return sorted.flatMap((bar, index) => {
    const before = sorted[index - 1];
    if (before?.occurredAt !== bar.occurredAt) return [];
    const isSame = (["open", "high", "low", "close", "volume"] as const).every(
      (key) => bar[key] === before[key],
    );
    const detail = isSame
      ? "The bar came twice with the same figures."
      : `The bar came twice: once closing at ${before.close}, once at ${bar.close}.`;
    return [seenAt(bar, "duplicate", isSame ? "info" : "error", detail)];
  });
}

function outsideSessions(bars: readonly Bar[], calendar: TradingCalendar): Seen[] {
  return bars.flatMap((bar) => {
    const { unit } = barLength(bar.interval);
    const closeMs = Date.parse(bar.occurredAt);
    const day = calendar.dayOf(closeMs);
    if (unit === "week" || unit === "month") return [];
    if (unit === "day" ? calendar.sessionOn(day) : calendar.segmentAt(closeMs)) return [];
    const what = unit === "day" ? `${day} is no session` : "The bar lies outside trading hours";
    return [seenAt(bar, "not-a-session", "warning", `${what} of the ${calendar.name} calendar.`)];
  });
}

function priceFaults(bars: readonly Bar[], calendar: TradingCalendar, splitOn: ReadonlySet<Day>): Seen[] {
  const path = pricePath(bars, calendar);
  const bad = badPrices(path);
  const shifts = levelShifts(path, new Set(bad.map(({ index }) => index)), splitOn);
  const at = (index: number, check: Seen["check"], detail: string) =>
    bars[index] ? [seenAt(bars[index], check, "warning", detail)] : [];
  return [
    ...bad.flatMap(({ index, field, price, level, distance }) =>
      at(
        index,
        "bad-tick",
        `The ${field} of ${shown(price)} lies ${Math.round(distance)} usual moves from the prices around it, about ${shown(level)}.`,
      ),
    ),
    ...shifts.flatMap(({ index, times, distance, ratio }) =>
      ratio === null
        ? at(
            index,
            "outlier",
            `The price went to ${shown(times)} of the one before, ${Math.round(distance)} usual moves, and stayed there with little volume.`,
          )
        : at(
            index,
            "unadjusted-split",
            `The price went to ${shown(times)} of the one before, as in a split of ${ratioText(ratio)} that is not known here.`,
          ),
    ),
  ];
}

const shown = (value: number): string => String(Number(value.toPrecision(6)));
const ratioText = (ratio: number): string =>
  ratio >= 1 ? `${shown(ratio)} for 1` : `1 for ${shown(1 / ratio)}`;

const splitDays = (symbol: string, actions: readonly AnnouncedAction[]): ReadonlySet<Day> =>
  new Set(actions.filter((one) => one.symbol === symbol && one.kind === "split").map(({ exOn }) => exOn));

function repeats(bars: readonly Bar[]): Seen[] {
  return staleRuns(bars).flatMap(({ first, last, isTraded }) => {
    const [from, to] = [bars[first], bars[last]];
    if (!from || !to) return [];
    const detail = `${last - first + 1} bars in a row have the same prices and volume.`;
    return [{ ...seenAt(from, "stale", isTraded ? "warning" : "info", detail), to: to.occurredAt }];
  });
}

/** A quiet minute has no bar at most vendors; a missing day is one that somebody forgot. */
function gaps(bars: readonly Bar[], from: Instant, to: Instant, calendar: TradingCalendar): Seen[] {
  const [first] = bars;
  if (!first) return [];
  const isOfMinutes = barLength(first.interval).unit === "minute";
  return gapsOf(bars, first.interval, from, to, calendar).map((gap) => {
    const long = isOfMinutes ? "warning" : "error";
    const short = isOfMinutes ? "info" : "warning";
    const noun = gap.bars === 1 ? "bar is" : "bars in a row are";
    const detail = `${gap.bars} ${first.interval} ${noun} missing.`;
    return { ...seenAt(first, "gap", gap.bars >= 5 ? long : short, detail), from: gap.from, to: gap.to };
  });
}
