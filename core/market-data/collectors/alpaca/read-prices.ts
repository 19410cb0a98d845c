import type { Bar, BookSnapshot, Interval, Quote, Trade } from "#core/model";
import { newYorkTime } from "../../market-calendar/index.ts";
import { barCloseMs } from "./bar-close.ts";
import { BarRow, BookRow, QuoteRow, TradeRow, whyNot } from "./rows.ts";
import type { AlpacaSymbol } from "./symbols.ts";
import { COLLECTOR, finding, instant, knownAt, type Telling, type Told, unreadable } from "./telling.ts";

/** Whose rows they are, and in which window they have to lie, both ends included. */
export interface Subject {
  symbol: string;
  kind: AlpacaSymbol["kind"];
  fromMs: number;
  toMs: number;
  /** What was not public by then is of the future, and an open bar not finished. */
  presentMs: number;
}

const MAX_LEVELS = 100;

const isIn = (atMs: number, { fromMs, toMs, presentMs }: Subject, { delayMs }: Telling): boolean =>
  atMs >= fromMs && atMs <= toMs && atMs + delayMs <= presentMs;

/** Bars that have closed within the window; one still open is not told. */
export function readBars(
  rows: readonly unknown[],
  interval: Interval,
  of: Subject,
  telling: Telling,
): Told<Bar> {
  const told: Told<Bar> = { facts: [], findings: [] };
  for (const row of rows) {
    const read = BarRow.safeParse(row);
    if (!read.success) {
      told.findings.push(unreadable("bars", of.symbol, whyNot(read.error), row, telling));
      continue;
    }
    const { t, o, h, l, c, v, n, vw } = read.data;
    const closeMs = barCloseMs(t, interval, of.kind);
    if (closeMs === null) {
      const detail = `Alpaca tells a ${interval} bar of ${instant(t)}, when the exchange did not trade.`;
      told.findings.push(
        finding(
          {
            check: "not-a-session",
            severity: "warning",
            topic: "bars",
            subject: of.symbol,
            interval,
            detail,
          },
          telling.receivedAt,
        ),
      );
      continue;
    }
    if (!isIn(closeMs, of, telling)) continue;
    told.facts.push({
      symbol: of.symbol,
      interval,
      occurredAt: instant(closeMs),
      knownAt: knownAt(closeMs, telling),
      open: o,
      high: h,
      low: l,
      close: c,
      volume: v,
      ...(vw ? { vwap: vw } : {}),
      ...(typeof n === "number" ? { trades: n } : {}),
      source: telling.source,
      collector: COLLECTOR,
    });
  }
  return told;
}

const STATES: Readonly<Record<string, Trade["state"]>> = {
  canceled: "canceled",
  incorrect: "canceled",
  corrected: "corrected",
};

/** A trade's number is its venue's for one day. */
export const tradeId = (occurredMs: number, venue: string | null | undefined, id: string): string =>
  `${newYorkTime(new Date(occurredMs)).date}:${venue ?? ""}:${id}`.slice(0, 120);

export function readTrades(rows: readonly unknown[], of: Subject, telling: Telling): Told<Trade> {
  const told: Told<Trade> = { facts: [], findings: [] };
  for (const row of rows) {
    const read = TradeRow.safeParse(row);
    if (!read.success) {
      told.findings.push(unreadable("trades", of.symbol, whyNot(read.error), row, telling));
      continue;
    }
    const { t, p, s, x, c, i, u } = read.data;
    if (!isIn(t, of, telling)) continue;
    const state = STATES[u ?? ""] ?? "good";
    told.facts.push({
      symbol: of.symbol,
      id: tradeId(t, x, i),
      price: p,
      size: s,
      venue: x ?? null,
      conditions: c.slice(0, 16).map((condition) => condition.slice(0, 8)),
      state,
      occurredAt: instant(t),
      // REST does not say when a trade was taken back; it cannot be claimed to have been known before we heard of it.
      knownAt: state === "good" ? knownAt(t, telling) : telling.receivedAt,
      source: telling.source,
      collector: COLLECTOR,
    });
  }
  return told;
}

/** Quotes with both sides; those with one are counted in a finding, for before the open nearly all are. */
export function readQuotes(rows: readonly unknown[], of: Subject, telling: Telling): Told<Quote> {
  const told: Told<Quote> = { facts: [], findings: [] };
  let oneSided = 0;
  for (const row of rows) {
    const read = QuoteRow.safeParse(row);
    if (!read.success) {
      told.findings.push(unreadable("quotes", of.symbol, whyNot(read.error), row, telling));
      continue;
    }
    const { t, bp, bs, ap, as } = read.data;
    if (!isIn(t, of, telling)) continue;
    if (bp === 0 || ap === 0) {
      oneSided++;
      continue;
    }
    told.facts.push({
      symbol: of.symbol,
      bid: bp,
      ask: ap,
      bidSize: bs,
      askSize: as,
      occurredAt: instant(t),
      knownAt: knownAt(t, telling),
      source: telling.source,
      collector: COLLECTOR,
    });
  }
  if (oneSided > 0) {
    const detail = `${oneSided} of ${rows.length} quotes have no bid or no offer and are left out.`;
    told.findings.push(
      finding(
        { check: "left-out", severity: "info", topic: "quotes", subject: of.symbol, detail },
        telling.receivedAt,
      ),
    );
  }
  return told;
}

/** A whole book; levels of no size are left out, and no more than the best hundred of each side are kept. */
export function readBook(row: unknown, of: Subject, telling: Telling): Told<BookSnapshot> {
  const read = BookRow.safeParse(row);
  if (!read.success)
    return { facts: [], findings: [unreadable("books", of.symbol, whyNot(read.error), row, telling)] };
  const { t, b, a } = read.data;
  const levels = (side: typeof b, direction: 1 | -1) =>
    side
      .filter(({ s }) => s > 0)
      .sort((one, other) => direction * (one.p - other.p))
      .slice(0, MAX_LEVELS)
      .map(({ p, s }) => ({ price: p, size: s }));
  const book = {
    symbol: of.symbol,
    bids: levels(b, -1),
    asks: levels(a, 1),
    occurredAt: instant(t),
    knownAt: knownAt(t, telling),
    source: telling.source,
    collector: COLLECTOR,
  };
  return { facts: isIn(t, of, telling) ? [book] : [], findings: [] };
}
