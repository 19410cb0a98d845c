import { seeded } from "#stand-ins/loopback";
import {
  dayAt,
  type ExchangeDay,
  exchangeDay,
  exchangeDays,
  type Split,
  type World,
  type WorldDay,
} from "#stand-ins/world";
import type { Listed } from "./listing.ts";

const DAY_MS = 86_400_000;

/** One instrument at an instant: its session so far, or the last one. Prices as dealt, sizes in shares. */
export interface Snapshot {
  /** The last trade. */
  atMs: number;
  price: number;
  open: number;
  high: number;
  low: number;
  volume: number;
  previousClose: number;
  bid: number;
  ask: number;
  bidShares: number;
  askShares: number;
}

/** A day so far: its figures, and the time of its last trade where that is not the open's row any more. */
export interface DaySoFar extends WorldDay {
  /** What its row is stamped with. */
  stampMs: number;
}

/** What the world's history looks like from one instant: nothing after it. */
export class Market {
  readonly #world: World;
  readonly nowMs: number;
  readonly today: string;
  readonly #splits = new Map<string, readonly Split[]>();

  constructor(world: World, nowMs: number) {
    this.#world = world;
    this.nowMs = nowMs;
    this.today = dayAt(nowMs);
  }

  /** Days whose session has begun; the last one, if it is today's, as far as it has come. */
  days(listed: Listed, fromDay: string, toDay: string): DaySoFar[] {
    const last = toDay < this.today ? toDay : this.today;
    return this.#world.days(listed.of, fromDay, last).flatMap((day) => this.#soFar(listed, day) ?? []);
  }

  #soFar(listed: Listed, day: WorldDay): DaySoFar | null {
    const session = exchangeDay(day.day);
    if (!session || session.openMs > this.nowMs) return null;
    const scaled = scale(day, listed.scale);
    if (day.day !== this.today) return { ...scaled, stampMs: openingOf(listed, session) };
    if (this.nowMs >= session.closeMs)
      return { ...scaled, stampMs: Math.min(session.closeMs + 1_000, this.nowMs) };
    const minutes = this.minutes(listed, day.day);
    const [first, newest] = [minutes[0], minutes.at(-1)];
    if (!first || !newest) return null;
    return {
      day: day.day,
      open: first.open,
      high: Math.max(...minutes.map(({ high }) => high)),
      low: Math.min(...minutes.map(({ low }) => low)),
      close: newest.close,
      volume: minutes.reduce((sum, { volume }) => sum + volume, 0),
      stampMs: Math.floor(this.nowMs / 1_000) * 1_000,
    };
  }

  /** Minutes that have begun. */
  minutes(listed: Listed, day: string) {
    return this.#world
      .minutes(listed.of, day)
      .filter(({ startMs }) => startMs <= this.nowMs)
      .map((minute) => ({ ...scale(minute, listed.scale), startMs: minute.startMs }));
  }

  splits(listed: Listed): readonly Split[] {
    const held = this.#splits.get(listed.of);
    if (held) return held;
    const begun = this.#world.splits(listed.of).filter(({ exOn }) => this.#hasBegun(exOn));
    this.#splits.set(listed.of, begun);
    return begun;
  }

  dividends(listed: Listed) {
    return this.#world
      .dividends(listed.of)
      .filter(({ exOn }) => this.#hasBegun(exOn))
      .map((dividend) => ({ ...dividend, amount: dividend.amount * listed.scale }));
  }

  /** Shares of today for one of that day. */
  sharesSince(listed: Listed, day: string): number {
    return this.splits(listed).reduce((all, { exOn, ratio }) => (exOn > day ? all * ratio : all), 1);
  }

  /** As the feed of the instrument's exchange has it by now, which may lag. */
  feed(listed: Listed): Market {
    return new Market(this.#world, this.nowMs - listed.delayMinutes * 60_000);
  }

  /** The newest the exchange's feed has; null before the first day. */
  snapshot(listed: Listed): Snapshot | null {
    const feed = this.feed(listed);
    const days = feed.days(listed, dayAt(feed.nowMs - 14 * DAY_MS), feed.today);
    const [before, last] = days.slice(-2);
    if (!before || !last) return null;
    const session = exchangeDay(last.day);
    const atMs = Math.min(feed.nowMs, session?.closeMs ?? feed.nowMs);
    const random = seeded(Math.floor(atMs / 60_000));
    const tick = Math.max(0.01, Math.round(last.close * 0.01) / 100);
    return {
      atMs: Math.floor(atMs / 1_000) * 1_000,
      price: last.close,
      open: last.open,
      high: last.high,
      low: last.low,
      volume: last.volume,
      previousClose: before.close / feed.sharesBetween(listed, before.day, last.day),
      bid: round(last.close - tick),
      ask: round(last.close + tick),
      bidShares: 100 * (1 + Math.floor(random() * 12)),
      askShares: 100 * (1 + Math.floor(random() * 12)),
    };
  }

  sharesBetween(listed: Listed, fromDay: string, toDay: string): number {
    return this.sharesSince(listed, fromDay) / this.sharesSince(listed, toDay);
  }

  /** The session under way, or the next one. */
  session(): ExchangeDay | null {
    const next = exchangeDays(this.today, dayAt(this.nowMs + 14 * DAY_MS));
    return next.find(({ closeMs }) => closeMs > this.nowMs) ?? null;
  }

  #hasBegun(day: string): boolean {
    return (exchangeDay(day)?.openMs ?? Number.POSITIVE_INFINITY) <= this.nowMs;
  }
}

/** When a session opens where the instrument is traded: 9:30 in New York, 9:00 in Berlin. */
export function openingOf(listed: Listed, session: ExchangeDay): number {
  if (listed.zone === "America/New_York") return session.openMs;
  const midday = Date.parse(`${session.day}T12:00:00Z`);
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: listed.zone,
    hour: "2-digit",
    hourCycle: "h23",
  });
  return midday - (Number(clock.format(midday)) - 9) * 3_600_000;
}

function scale<Figures extends Pick<WorldDay, "open" | "high" | "low" | "close" | "volume">>(
  figures: Figures,
  by: number,
): Figures {
  if (by === 1) return figures;
  const { open, high, low, close } = figures;
  return {
    ...figures,
    open: round(open * by),
    high: round(high * by),
    low: round(low * by),
    close: round(close * by),
  };
}

const round = (price: number): number => Math.round(price * 10_000) / 10_000;
