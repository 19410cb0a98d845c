import { normalOf, randomOf } from "../seeded-random.ts";
import { newsOf } from "./simulated-news.ts";

export const DAY_MS = 86_400_000;
/** Points a simulated day's path is made of; highs and lows lie on them. */
export const POINTS = 64;
/** First simulated day, and the hour at which days end: 21:00 UTC. */
const FIRST_DAY = Date.UTC(2015, 0, 2, 21);

interface Character {
  price: number;
  beta: number;
  /** Daily deviation of its own, as a fraction. */
  deviation: number;
  drift: number;
}

const CHARACTERS: Record<string, Character> = {
  SPY: { price: 205, beta: 1, deviation: 0, drift: 0 },
  AAPL: { price: 27, beta: 1.15, deviation: 0.011, drift: 0.0003 },
  MSFT: { price: 46, beta: 1.05, deviation: 0.01, drift: 0.0003 },
  NVDA: { price: 5, beta: 1.6, deviation: 0.02, drift: 0.0006 },
  GOOGL: { price: 26, beta: 1.05, deviation: 0.011, drift: 0.0002 },
  AMZN: { price: 15, beta: 1.2, deviation: 0.014, drift: 0.0003 },
  TSLA: { price: 15, beta: 1.5, deviation: 0.026, drift: 0.0003 },
  JPM: { price: 62, beta: 1.05, deviation: 0.009, drift: 0.0001 },
  XOM: { price: 92, beta: 0.85, deviation: 0.011, drift: -0.0001 },
  KO: { price: 42, beta: 0.6, deviation: 0.007, drift: 0 },
};

/** One simulated trading day: the time after the previous weekday's close up to and including this one's. */
export interface SimulatedDay {
  startsAt: number;
  closesAt: number;
  /** Prices at POINTS + 1 equally spaced instants; the first is the previous close. */
  path: Float64Array;
  volume: number;
}

/** Share of an article's effect that shows on the first and on the second day after it. */
const NEWS_EFFECT = [0.7, 0.3] as const;

/** The days of one symbol, made as far as they are asked for and never changed afterwards. */
export class SimulatedHistory {
  readonly #days: SimulatedDay[] = [];
  readonly #character: Character;

  constructor(
    readonly seed: number,
    readonly symbol: string,
  ) {
    const character = CHARACTERS[symbol];
    if (!character) throw new RangeError(`${symbol} is not simulated`);
    this.#character = character;
  }

  /** Every day that has begun by that instant, the one still running included. */
  until(instantMs: number): readonly SimulatedDay[] {
    while ((this.#days.at(-1)?.closesAt ?? 0) < instantMs) this.#days.push(this.#next());
    return this.#days;
  }

  #next(): SimulatedDay {
    const previous = this.#days.at(-1);
    const closesAt = previous ? nextWeekday(previous.closesAt) : FIRST_DAY;
    const startsAt = previous?.closesAt ?? FIRST_DAY - DAY_MS;
    const start = previous?.path[POINTS] ?? this.#character.price;
    const random = randomOf(`${this.seed}|${this.symbol}|${closesAt}`);
    const { change, deviation } = this.#returnOn(closesAt, random);
    const path = bridge(start, start * Math.exp(change), deviation, random);
    const volume = Math.round(4e7 * (0.6 + random() * 0.6) * (1 + 20 * Math.abs(change)));
    return { startsAt, closesAt, path, volume };
  }

  #returnOn(closesAt: number, random: () => number): { change: number; deviation: number } {
    const { beta, drift, deviation } = this.#character;
    const market = marketDay(this.seed, closesAt);
    const own = deviation * market.calm * normalOf(random);
    const news = NEWS_EFFECT.reduce(
      (sum, share, index) =>
        sum + share * (newsOf(this.seed, this.symbol, previousWeekday(closesAt, index + 1))?.effect ?? 0),
      0,
    );
    const total = Math.hypot(beta * market.deviation, deviation * market.calm);
    return { change: drift + beta * market.change + own + news, deviation: total };
  }
}

/** The day's common factor, with calm and nervous spells that last about a quarter. */
function marketDay(seed: number, closesAt: number): { change: number; deviation: number; calm: number } {
  const spell = randomOf(`${seed}|spell|${Math.floor(closesAt / (90 * DAY_MS))}`)();
  const calm = spell < 0.7 ? 0.85 : spell < 0.93 ? 1.4 : 2.4;
  const deviation = 0.0085 * calm;
  const drift = spell < 0.93 ? 0.0005 : -0.001;
  return { change: drift + deviation * normalOf(randomOf(`${seed}|market|${closesAt}`)), deviation, calm };
}

/** A random path with given ends: a walk whose drift is taken off so that it arrives. */
function bridge(start: number, end: number, deviation: number, random: () => number): Float64Array {
  const walk = new Float64Array(POINTS + 1);
  const step = deviation / Math.sqrt(POINTS);
  for (let point = 1; point <= POINTS; point++)
    walk[point] = (walk[point - 1] ?? 0) + step * normalOf(random);
  const miss = (walk[POINTS] ?? 0) - Math.log(end / start);
  const path = walk.map((value, point) => start * Math.exp(value - (miss * point) / POINTS));
  path[POINTS] = end;
  return path;
}

function nextWeekday(closesAt: number): number {
  let next = closesAt + DAY_MS;
  while ([0, 6].includes(new Date(next).getUTCDay())) next += DAY_MS;
  return next;
}

/** The weekday close so many weekdays before. */
export function previousWeekday(closesAt: number, count: number): number {
  let day = closesAt;
  for (let left = count; left > 0; left--) {
    day -= DAY_MS;
    while ([0, 6].includes(new Date(day).getUTCDay())) day -= DAY_MS;
  }
  return day;
}
