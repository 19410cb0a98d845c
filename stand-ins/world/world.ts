import { makeArticles, type WorldArticle } from "./articles.ts";
import { type Company, LISTED, type Listed, type Split } from "./companies.ts";
import { type Dividend, type Earnings, makeDividends, makeEarnings } from "./company-events.ts";
import { makeDays, type WorldDay } from "./days.ts";
import { makeMinutes, type WorldMinute } from "./minutes.ts";

/**
 * A made-up market that all stand-ins share, from 2000-01-03 to the end of 2027. One seed, one history: it knows
 * the future too, and whoever answers from it cuts at the present. Unknown symbols have nothing.
 */
export interface World {
  symbols: readonly string[];
  company(symbol: string): Company | null;
  /** Exchange days between two dates, both included, oldest first; prices never adjusted. */
  days(symbol: string, fromDay: string, toDay: string): WorldDay[];
  /** The minutes of one exchange day, oldest first. */
  minutes(symbol: string, day: string): WorldMinute[];
  splits(symbol: string): readonly Split[];
  dividends(symbol: string): readonly Dividend[];
  earnings(symbol: string): readonly Earnings[];
  articles(fromMs: number, toMs: number): WorldArticle[];
}

interface History {
  listed: Listed;
  days: WorldDay[];
  dividends: Dividend[];
  earnings: Earnings[];
}

const MAX_MINUTE_DAYS = 300;

const MAX_WORLDS = 8;
const worlds = new Map<number, World>();

/** The market of a seed. History is made when it is first asked for, and kept for the next who asks. */
export function worldOf(seed: number): World {
  const world = worlds.get(seed) ?? makeWorld(seed);
  const oldest = worlds.size >= MAX_WORLDS ? worlds.keys().next().value : undefined;
  if (oldest !== undefined && oldest !== seed) worlds.delete(oldest);
  worlds.set(seed, world);
  return world;
}

/** A market that shares nothing with others of its seed. */
export function makeWorld(seed: number): World {
  const histories = new Map<string, History>();
  const minutes = new Map<string, WorldMinute[]>();

  function history(symbol: string): History | null {
    const listed = LISTED.get(symbol);
    if (!listed) return null;
    const held = histories.get(symbol);
    if (held) return held;
    const days = makeDays(seed, symbol, listed);
    const made = {
      listed,
      days,
      dividends: makeDividends(listed, days),
      earnings: makeEarnings(seed, symbol, listed, days),
    };
    histories.set(symbol, made);
    return made;
  }

  function minutesOf(symbol: string, day: string): WorldMinute[] {
    const key = `${symbol} ${day}`;
    const held = minutes.get(key);
    if (held) return held;
    const whole = history(symbol)?.days.find((one) => one.day === day);
    const made = whole ? makeMinutes(seed, symbol, whole) : [];
    const oldest = minutes.size >= MAX_MINUTE_DAYS ? minutes.keys().next().value : undefined;
    if (oldest !== undefined) minutes.delete(oldest);
    minutes.set(key, made);
    return made;
  }

  return {
    symbols: [...LISTED.keys()],
    company: (symbol) => LISTED.get(symbol)?.company ?? null,
    days: (symbol, fromDay, toDay) =>
      history(symbol)?.days.filter(({ day }) => day >= fromDay && day <= toDay) ?? [],
    minutes: minutesOf,
    splits: (symbol) => LISTED.get(symbol)?.splits ?? [],
    dividends: (symbol) => history(symbol)?.dividends ?? [],
    earnings: (symbol) => history(symbol)?.earnings ?? [],
    articles: (fromMs, toMs) => makeArticles(seed, fromMs, toMs),
  };
}
