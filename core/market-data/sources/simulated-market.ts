import type { Article, Bar, Instant, Quote } from "#core/model";
import { INSTRUMENTS } from "../instruments.ts";
import type { MarketSource } from "../market-source.ts";
import { normalOf, randomOf } from "../seeded-random.ts";
import { DAY_MS, POINTS, type SimulatedDay, SimulatedHistory } from "./simulated-days.ts";
import { newsOf } from "./simulated-news.ts";

const MINUTE_MS = 60_000;
/** Half the distance between bid and offer, as a fraction of the price. */
const HALF_SPREAD = 0.0001;
/** Size of the wiggle within a minute, as a fraction of the price. */
const WIGGLE = 0.0002;
/** Minute bars exist for so many days back. */
const MINUTE_DAYS = 10;

/**
 * A made-up market that never closes: the same seed gives the same prices and news at every instant, and the
 * past does not change as time goes on. Daily bars end at 21:00 UTC on weekdays, and Monday's holds the weekend.
 */
export function simulatedMarket(seed: number): MarketSource {
  const instruments = INSTRUMENTS.filter((instrument) => instrument.source === "simulated");
  const histories = new Map(
    instruments.map(({ symbol }) => [symbol as string, new SimulatedHistory(seed, symbol)]),
  );
  return {
    name: "simulated-market",
    source: "simulated",
    note: "A seeded simulation: names are real, numbers and news are made up.",
    instruments: () => instruments,
    async bars(symbol, interval, from, to, asOf) {
      const history = histories.get(symbol);
      const end = Math.min(Date.parse(to), Date.parse(asOf));
      if (!history || interval === "1w") return [];
      if (interval === "1d") return dailyBars(history, Date.parse(from), end);
      return minuteBars(history, Math.max(Date.parse(from), Date.parse(asOf) - MINUTE_DAYS * DAY_MS), end);
    },
    async quote(symbol, at) {
      const history = histories.get(symbol);
      return history ? quoteOf(history, Date.parse(at)) : null;
    },
    articles: async (from, to) => articlesBetween(seed, [...histories.keys()], from, to),
  };
}

function dailyBars(history: SimulatedHistory, from: number, end: number): Bar[] {
  return history
    .until(end)
    .filter((day) => day.closesAt >= from && day.closesAt <= end)
    .map((day) => barOf(history.symbol, "1d", day.closesAt, [...day.path], day.volume));
}

function minuteBars(history: SimulatedHistory, from: number, end: number): Bar[] {
  const days = history.until(end);
  const bars: Bar[] = [];
  let index = Math.max(
    0,
    days.findIndex((day) => day.closesAt >= from),
  );
  for (let close = Math.ceil(from / MINUTE_MS) * MINUTE_MS; close <= end; close += MINUTE_MS) {
    while ((days[index]?.closesAt ?? Number.POSITIVE_INFINITY) < close) index++;
    const day = days[index];
    if (!day || close <= day.startsAt) continue;
    const points = [close - MINUTE_MS, close - MINUTE_MS / 2, close].map((at) =>
      priceAt(history, day, Math.max(at, day.startsAt)),
    );
    bars.push(
      barOf(
        history.symbol,
        "1m",
        close,
        points,
        Math.round(day.volume / ((day.closesAt - day.startsAt) / MINUTE_MS)),
      ),
    );
  }
  return bars;
}

function barOf(
  symbol: string,
  interval: Bar["interval"],
  closesAt: number,
  path: number[],
  volume: number,
): Bar {
  const occurredAt = new Date(closesAt).toISOString();
  const prices = path.map(cents);
  return {
    symbol,
    interval,
    occurredAt,
    knownAt: occurredAt,
    open: prices[0] ?? 0,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? 0,
    volume,
    source: "simulated",
  };
}

function quoteOf(history: SimulatedHistory, at: number): Quote | null {
  const second = Math.floor(at / 1000) * 1000;
  const day = history.until(second).findLast((candidate) => candidate.startsAt < second);
  if (!day) return null;
  const price = priceAt(history, day, second);
  const occurredAt = new Date(second).toISOString();
  const random = randomOf(`${history.seed}|size|${history.symbol}|${second}`);
  const bid = cents(price * (1 - HALF_SPREAD));
  return {
    symbol: history.symbol,
    bid,
    ask: Math.max(cents(price * (1 + HALF_SPREAD)), cents(bid + 0.01)),
    bidSize: 100 * (1 + Math.floor(random() * 20)),
    askSize: 100 * (1 + Math.floor(random() * 20)),
    occurredAt,
    knownAt: occurredAt,
    source: "simulated",
  };
}

/** On the line between two points of the day's path, with a wiggle that never leaves the day's range. */
function priceAt(history: SimulatedHistory, day: SimulatedDay, at: number): number {
  const place = (POINTS * (at - day.startsAt)) / (day.closesAt - day.startsAt);
  const left = Math.min(POINTS - 1, Math.max(0, Math.floor(place)));
  const [before = 0, after = 0] = [day.path[left], day.path[left + 1]];
  const line = before + (after - before) * (place - left);
  if (place <= 0 || place >= POINTS) return line;
  const wiggle = WIGGLE * normalOf(randomOf(`${history.seed}|tick|${history.symbol}|${at}`));
  return Math.min(Math.max(line * (1 + wiggle), Math.min(before, after)), Math.max(before, after));
}

const cents = (price: number) => Math.max(0.01, Math.round(price * 100) / 100);

function articlesBetween(seed: number, symbols: readonly string[], from: Instant, to: Instant): Article[] {
  const found: Article[] = [];
  const firstClose = Math.floor(Date.parse(from) / DAY_MS) * DAY_MS + 21 * 3_600_000;
  for (let closesAt = firstClose; closesAt <= Date.parse(to) + 2 * DAY_MS; closesAt += DAY_MS) {
    if ([0, 6].includes(new Date(closesAt).getUTCDay())) continue;
    for (const symbol of symbols) {
      const news = newsOf(seed, symbol, closesAt);
      if (news && news.article.occurredAt > from && news.article.occurredAt <= to) found.push(news.article);
    }
  }
  return found.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.id.localeCompare(b.id));
}
