import type { Finding, Quote, Trade } from "#core/model";
import { findingsOf, type Inspection, type Seen } from "../finding.ts";
import { medianOf } from "./robust-scale.ts";
import { nyseCalendar, simulatedCalendar } from "./trading-calendar.ts";

/** Prices on each side of a tick that tell its level. */
const REACH = 5;
/** A tick is far when it is so many usual distances from its level, and at least that fraction. */
const FAR = 12;
const LEAST_FAR = 0.01;
/** A spread of that fraction of the price is told. */
const WIDE_SPREAD = 0.05;

export interface TickInspection extends Inspection {
  /** In trading hours a newest quote older than that is stale, ms. */
  staleAfterMs?: number;
}

/**
 * What a person should know about quotes: crossed, very wide, not positive, far from those around them, told twice, and
 * old where trading goes on. The quotes stay as they are.
 */
export function inspectQuotes(quotes: readonly Quote[], inspection: TickInspection): Finding[] {
  const seen = bySymbol(quotes).flatMap((series) => {
    const sound = series.filter(({ bid, ask }) => bid > 0 && ask > 0 && bid <= ask);
    const middle = (quote: Quote) => (quote.bid + quote.ask) / 2;
    return [
      ...series.flatMap((quote, index) => [
        ...quoteFaults(quote),
        ...repeated(quote, series[index - 1], (one) => [one.bid, one.ask, one.bidSize, one.askSize].join()),
      ]),
      ...farTicks(sound, middle, "mid price"),
      ...staleQuote(series.at(-1), inspection),
    ];
  });
  return findingsOf(seen, "quotes", null, inspection);
}

/** What a person should know about trades: not positive, far from those around them, told twice. Taken-back ones are skipped. */
export function inspectTrades(trades: readonly Trade[], inspection: Inspection): Finding[] {
  const seen = bySymbol(trades.filter(({ state }) => state !== "canceled")).flatMap((series) => {
    const ids = new Set<string>();
    const faults = series.flatMap((trade) => {
      const isTold = ids.has(`${trade.collector} ${trade.id}`);
      ids.add(`${trade.collector} ${trade.id}`);
      const isPositive = trade.price > 0 && trade.size > 0;
      return [
        ...(isTold ? [seenAt(trade, "duplicate", "info", `Trade ${trade.id} came twice.`)] : []),
        ...(isPositive
          ? []
          : [seenAt(trade, "bad-tick", "error", `A trade of ${trade.size} at ${trade.price}.`)]),
      ];
    });
    const sound = series.filter(({ price, size }) => price > 0 && size > 0);
    return [...faults, ...farTicks(sound, ({ price }) => price, "price")];
  });
  return findingsOf(seen, "trades", null, inspection);
}

type Tick = Pick<Quote, "symbol" | "occurredAt" | "source" | "collector">;

/** Ticks of one symbol and teller together, oldest first. */
function bySymbol<T extends Tick>(ticks: readonly T[]): T[][] {
  const series = new Map<string, T[]>();
  for (const tick of ticks) {
    const key = [tick.symbol, tick.source, tick.collector].join("|");
    const held = series.get(key);
    if (held) held.push(tick);
    else series.set(key, [tick]);
  }
  return [...series.values()].map((one) =>
    one.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0)),
  );
}

const seenAt = (tick: Tick, check: Seen["check"], severity: Seen["severity"], detail: string): Seen => ({
  check,
  severity,
  detail,
  subject: tick.symbol,
  from: tick.occurredAt,
  collector: tick.collector,
});

function quoteFaults(quote: Quote): Seen[] {
  const { bid, ask } = quote;
  if (!(bid > 0 && ask > 0)) return [seenAt(quote, "bad-tick", "error", `A quote of ${bid} to ${ask}.`)];
  if (bid > ask)
    return [seenAt(quote, "crossed-quote", "warning", `The bid of ${bid} is above the ask of ${ask}.`)];
  const spread = (ask - bid) / ((ask + bid) / 2);
  if (spread < WIDE_SPREAD) return [];
  const detail = `Bid ${bid} and ask ${ask} are ${(100 * spread).toFixed(1)}% apart.`;
  return [seenAt(quote, "outlier", "info", detail)];
}

/** Told twice: the same figures at the same instant. */
function repeated<T extends Tick>(tick: T, before: T | undefined, figures: (tick: T) => string): Seen[] {
  if (!before || before.occurredAt !== tick.occurredAt || figures(before) !== figures(tick)) return [];
  return [seenAt(tick, "duplicate", "info", "The quote came twice with the same figures.")];
}

/** Ticks far from those on both sides, to which the market came back at once. */
function farTicks<T extends Tick>(ticks: readonly T[], priceOf: (tick: T) => number, noun: string): Seen[] {
  return ticks.flatMap((tick, index) => {
    const sides = [ticks.slice(Math.max(0, index - REACH), index), ticks.slice(index + 1, index + 1 + REACH)];
    const around = sides.flat().map(priceOf);
    if (sides.some((side) => side.length < 2)) return [];
    const level = medianOf(around);
    const usual = medianOf(around.map((price) => Math.abs(price - level)));
    const away = Math.abs(priceOf(tick) - level);
    if (away < Math.max(FAR * usual, LEAST_FAR * level)) return [];
    const detail = `The ${noun} of ${priceOf(tick)} is ${((100 * away) / level).toFixed(1)}% from those around it, about ${level}.`;
    return [seenAt(tick, "bad-tick", "warning", detail)];
  });
}

function staleQuote(newest: Quote | undefined, { foundAt, staleAfterMs }: TickInspection): Seen[] {
  if (!newest || staleAfterMs === undefined) return [];
  const calendar = newest.source === "simulated" ? simulatedCalendar : nyseCalendar();
  const now = Date.parse(foundAt);
  const segment = calendar.segmentAt(now);
  // Before the first minutes of a session have passed, the last quote is rightly of the one before.
  const ageMs = now - Math.max(Date.parse(newest.occurredAt), segment?.beginsMs ?? now);
  if (segment?.part !== "regular" || ageMs <= staleAfterMs) return [];
  const detail = `The newest quote is of ${newest.occurredAt}, while trading goes on.`;
  return [seenAt(newest, "stale", "warning", detail)];
}
