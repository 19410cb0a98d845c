import { dayAt, exchangeDays, type World, type WorldMinute, wallMs } from "#stand-ins/world";
import type { Pushed } from "./pushed.ts";
import { sortKey, stamp, type WireBar, type WireQuote, type WireTrade } from "./wire.ts";

export interface Window {
  fromMs: number;
  toMs: number;
}

const MINUTE_MS = 60_000;
/** Where in a minute its three trades lie, ms and nanoseconds. */
const MOMENTS = [
  [1_200, 123_456],
  [30_000, 0],
  [58_340, 7],
] as const;

/** Minutes, trades and quotes of the world with what was pushed, up to the present; lazily and oldest first. */
export class History {
  readonly #world: World;
  readonly #pushed: Pushed;
  readonly #nowMs: () => number;

  constructor(world: World, pushed: Pushed, nowMs: () => number) {
    this.#world = world;
    this.#pushed = pushed;
    this.#nowMs = nowMs;
  }

  /** Minute bars that have ended and begin within the window. */
  *minutes(symbol: string, { fromMs, toMs }: Window): Generator<WireBar> {
    const { bars } = this.#pushed.of(symbol);
    const pushed = [...bars.values()].filter(({ t }) => Date.parse(t) >= fromMs && Date.parse(t) <= toMs);
    pushed.sort((a, b) => Date.parse(a.t) - Date.parse(b.t));
    const end = this.#nowMs() - MINUTE_MS;
    for (const minute of this.#worldMinutes(symbol, fromMs, Math.min(toMs, end))) {
      while (pushed[0] && Date.parse(pushed[0].t) < minute.startMs) yield* pushed.splice(0, 1);
      if (!bars.has(stamp(minute.startMs))) yield barOf(minute);
    }
    yield* pushed;
  }

  *trades(symbol: string, window: Window): Generator<WireTrade> {
    const toMs = Math.min(window.toMs, this.#nowMs());
    const made = this.#made(symbol, window.fromMs, toMs, tradesOf);
    const changed = new Map(this.#pushed.of(symbol).trades.map((trade) => [trade.i, trade]));
    yield* merged(
      filtered(made, ({ i }) => !changed.has(i)),
      this.#pushed
        .of(symbol)
        .trades.filter(({ t }) => Date.parse(t) >= window.fromMs && Date.parse(t) <= toMs),
    );
  }

  *quotes(symbol: string, window: Window): Generator<WireQuote> {
    const toMs = Math.min(window.toMs, this.#nowMs());
    yield* merged(
      this.#made(symbol, window.fromMs, toMs, quotesOf),
      this.#pushed
        .of(symbol)
        .quotes.filter(({ t }) => Date.parse(t) >= window.fromMs && Date.parse(t) <= toMs),
    );
  }

  /** The last row of a kind at the present; null when there is none in two weeks. */
  newest<Row extends { t: string }>(rows: (window: Window) => Generator<Row>): Row | null {
    const now = this.#nowMs();
    for (let days = 1; days <= 14; days++) {
      const window = { fromMs: now - days * 86_400_000, toMs: now - (days - 1) * 86_400_000 - 1 };
      let last: Row | null = null;
      for (const row of rows(days === 1 ? { ...window, toMs: now } : window)) last = row;
      if (last) return last;
    }
    return null;
  }

  *#made<Row extends { t: string }>(
    symbol: string,
    fromMs: number,
    toMs: number,
    rowsOf: (minute: WorldMinute) => Row[],
  ): Generator<Row> {
    for (const minute of this.#worldMinutes(symbol, fromMs - MINUTE_MS, toMs))
      for (const row of rowsOf(minute)) {
        const at = Date.parse(row.t);
        if (at >= fromMs && at <= toMs) yield row;
      }
  }

  *#worldMinutes(symbol: string, fromMs: number, toMs: number): Generator<WorldMinute> {
    if (toMs < fromMs || this.#world.company(symbol) === null) return;
    for (const { day } of exchangeDays(dayAt(fromMs), dayAt(toMs)))
      for (const minute of this.#world.minutes(symbol, day))
        if (minute.startMs >= fromMs && minute.startMs <= toMs) yield minute;
  }
}

/** Every minute has three trades and, half a second before each, a quote around its price. */
const barOf = ({ startMs, open, high, low, close, volume, vwap }: WorldMinute): WireBar => ({
  t: stamp(startMs),
  o: open,
  h: high,
  l: low,
  c: close,
  v: volume,
  n: MOMENTS.length,
  vw: Math.round(vwap * 1e6) / 1e6,
});

function tradesOf({ startMs, open, close, high, volume }: WorldMinute): WireTrade[] {
  const third = Math.floor(volume / 3);
  const parts = [
    [open, third],
    [high, third],
    [close, volume - 2 * third],
  ] as const;
  const minute = Math.round((startMs - wallMs(dayAt(startMs), 0)) / MINUTE_MS);
  return parts.flatMap(([p, s], index) => {
    const [offsetMs, nanos] = MOMENTS[index] ?? [0, 0];
    if (s === 0) return [];
    return [{ t: stamp(startMs + offsetMs, nanos), x: "V", p, s, c: ["@"], i: minute * 10 + index, z: "C" }];
  });
}

const quotesOf = (minute: WorldMinute): WireQuote[] =>
  tradesOf(minute).map(({ p }, index) => {
    const [offsetMs, nanos] = MOMENTS[index] ?? [0, 0];
    return {
      t: stamp(minute.startMs + offsetMs - 500, nanos),
      ax: "V",
      ap: Math.round(p * 100 + 1) / 100,
      as: 300,
      bx: "V",
      bp: Math.round(p * 100 - 1) / 100,
      bs: 200,
      c: ["R"],
      z: "C",
    };
  });

function* filtered<Row>(rows: Iterable<Row>, keep: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (keep(row)) yield row;
}

/** Two rows of rows, each in order, as one in order. */
function* merged<Row extends { t: string }>(made: Iterable<Row>, pushed: readonly Row[]): Generator<Row> {
  const waiting = [...pushed];
  for (const row of made) {
    while (waiting[0] && sortKey(waiting[0].t) < sortKey(row.t)) yield* waiting.splice(0, 1);
    yield row;
  }
  yield* waiting;
}
