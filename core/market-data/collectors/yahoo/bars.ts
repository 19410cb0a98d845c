import { z } from "zod";
import { Bar, type Finding, type Interval } from "#core/model";
import { type BarSpan, barSpan, isOfMinutes } from "./bar-span.ts";
import { localTime } from "./exchange-time.ts";
import { priceThen, type Split, sharesSince, volumeThen } from "./figures.ts";
import { type Hours, hoursOf } from "./hours.ts";
import { type Chart, type ChartMeta, Epoch, whyNot } from "./shapes.ts";
import { COLLECTOR, finding, instant, type Telling, type Told } from "./telling.ts";

/** Bars that are wished for: those that close in the window and by now. */
export interface BarsAsked extends Telling {
  symbol: string;
  interval: Interval;
  fromMs: number;
  toMs: number;
  /** Every split from the window's begin until now. */
  splits: readonly Split[];
}

const Row = z.object({
  open: z.number().positive(),
  high: z.number().positive(),
  low: z.number().positive(),
  close: z.number().positive(),
  volume: z.number().nonnegative(),
});
const COLUMNS = ["open", "high", "low", "close", "volume"] as const;

/** Rows without any number, by day: Yahoo writes them for halts and for minutes nobody traded in. */
type EmptyRows = Map<string, { count: number; firstMs: number; lastMs: number }>;

/**
 * A chart as bars in the shares and prices of their day. Rows that are still being made are passed over; rows that
 * cannot be read are findings.
 */
export function readBars(chart: Chart, asked: BarsAsked): Told<Bar> {
  const stamps = chart.timestamp ?? [];
  if (stamps.length === 0) return { facts: [], findings: [] };
  const refused = refuse(chart, stamps.length, asked);
  const hours = hoursOf(chart.meta);
  if (refused || !hours)
    return {
      facts: [],
      findings: [refused ?? remark(asked, "left-out", "Its exchange's hours are unknown.")],
    };
  const bars = new Map<string, Bar>();
  const findings: Finding[] = [];
  const empty: EmptyRows = new Map();
  for (const [index, stamp] of stamps.entries()) {
    const read = readRow(chart, index, stamp, hours, asked, empty);
    if (read && "check" in read) findings.push(read);
    else if (read) keep(bars, read, findings, asked);
  }
  return { facts: [...bars.values()], findings: [...findings, ...emptyFindings(empty, asked)] };
}

function refuse({ meta }: Chart, rows: number, asked: BarsAsked): Finding | null {
  if (meta.currency === "USD") return null;
  const told = meta.currency ? `in ${meta.currency}` : "in no named currency";
  return remark(
    asked,
    "left-out",
    `${rows === 1 ? "A row is" : `${rows} rows are`} told ${told}; bars here are in USD.`,
  );
}

function readRow(
  chart: Chart,
  index: number,
  stamp: unknown,
  hours: Hours,
  asked: BarsAsked,
  empty: EmptyRows,
): Bar | Finding | null {
  const at = Epoch.safeParse(stamp);
  if (!at.success) return remark(asked, "unreadable", `Row ${index} has no time: ${whyNot(at.error)}.`);
  const span = barSpan(asked.interval, at.data, hours);
  if (typeof span === "string") {
    const isOpen = span === "still-made";
    return isOpen
      ? null
      : remark(asked, span === "not-a-session" ? span : "left-out", spanText(span), at.data);
  }
  const isWished = span.closesMs >= asked.fromMs && span.closesMs <= asked.toMs;
  if (!isWished || isStillMade(span.closesMs, chart.meta, hours, asked)) return null;
  const cells = cellsOf(chart, index);
  if (COLUMNS.every((column) => cells[column] === null || cells[column] === undefined)) {
    note(empty, span);
    return null;
  }
  const row = Row.safeParse(cells);
  if (!row.success)
    return remark(asked, "unreadable", `Row ${index} cannot be read: ${whyNot(row.error)}.`, span.closesMs);
  return barOf(row.data, span, asked);
}

const spanText = (span: string): string =>
  span === "not-a-session" ? "A row stands on a day without a session." : "A row stands outside the session.";

/** No exchange's feed lags for longer. */
const LAG_MS = 3_600_000;

/** A bar is told when it is over, and where Yahoo's feed lags, when the feed has come so far. */
function isStillMade(closesMs: number, meta: ChartMeta, hours: Hours, { receivedAt }: Telling): boolean {
  const nowMs = Date.parse(receivedAt);
  if (closesMs > nowMs) return true;
  const tradedMs = meta.regularMarketTime;
  const session = tradedMs === undefined ? null : hours.on(localTime(tradedMs, hours.zone).day);
  if (tradedMs === undefined || !session || nowMs >= session.closesMs + LAG_MS) return false;
  return tradedMs < session.closesMs && closesMs > tradedMs;
}

function cellsOf(chart: Chart, index: number): Record<(typeof COLUMNS)[number], unknown> {
  const columns = chart.indicators.quote[0] ?? {};
  const cell = (name: string): unknown => {
    const column = columns[name];
    return Array.isArray(column) ? column[index] : undefined;
  };
  return {
    open: cell("open"),
    high: cell("high"),
    low: cell("low"),
    close: cell("close"),
    volume: cell("volume"),
  };
}

function barOf(row: z.infer<typeof Row>, span: BarSpan, asked: BarsAsked): Bar | Finding {
  const within = asked.splits.find(({ exOn }) => exOn > span.firstDay && exOn <= span.lastDay);
  if (within)
    return remark(
      asked,
      "left-out",
      `The bar holds the split of ${within.exOn}: its prices before and after cannot be told apart.`,
      span.closesMs,
    );
  const shares = sharesSince(span.lastDay, asked.splits);
  const bar = Bar.safeParse({
    symbol: asked.symbol,
    interval: asked.interval,
    occurredAt: instant(span.closesMs),
    knownAt: instant(span.closesMs),
    open: priceThen(row.open, shares),
    high: priceThen(row.high, shares),
    low: priceThen(row.low, shares),
    close: priceThen(row.close, shares),
    volume: volumeThen(row.volume, shares),
    source: asked.source,
    collector: COLLECTOR,
  });
  return bar.success
    ? bar.data
    : remark(asked, "unreadable", `A row makes no bar: ${whyNot(bar.error)}.`, span.closesMs);
}

function keep(bars: Map<string, Bar>, bar: Bar, findings: Finding[], asked: BarsAsked): void {
  const held = bars.get(bar.occurredAt);
  if (held && JSON.stringify(held) !== JSON.stringify(bar))
    findings.push(
      remark(
        asked,
        "duplicate",
        `Told twice, closing at ${held.close} and at ${bar.close}; the first is kept.`,
        Date.parse(bar.occurredAt),
      ),
    );
  if (!held) bars.set(bar.occurredAt, bar);
}

function note(empty: EmptyRows, { firstDay, closesMs }: BarSpan): void {
  const held = empty.get(firstDay);
  if (held) Object.assign(held, { count: held.count + 1, lastMs: closesMs });
  else empty.set(firstDay, { count: 1, firstMs: closesMs, lastMs: closesMs });
}

const emptyFindings = (empty: EmptyRows, asked: BarsAsked): Finding[] =>
  [...empty].map(([day, { count, firstMs, lastMs }]) => ({
    ...remark(asked, "gap", `${count === 1 ? "A row" : `${count} rows`} without prices on ${day}.`),
    severity: isOfMinutes(asked.interval) ? "info" : "warning",
    from: instant(firstMs),
    to: instant(lastMs),
  }));

const remark = (asked: BarsAsked, check: Finding["check"], detail: string, atMs?: number): Finding =>
  finding(
    {
      check,
      severity: check === "unreadable" ? "error" : check === "left-out" ? "info" : "warning",
      topic: "bars",
      subject: asked.symbol,
      interval: asked.interval,
      from: atMs === undefined ? null : instant(atMs),
      to: atMs === undefined ? null : instant(atMs),
      detail,
    },
    asked,
  );
