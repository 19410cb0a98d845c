import type { CollectOptions, Collector, Page, Wish } from "#core/market-data";
import type { Bar } from "#core/model";
import { openDatabase } from "#db";
import { openBook } from "../backfill/book.ts";
import { runBackfill } from "../backfill/run-backfill.ts";
import type { BackfillWish } from "../backfill/wish.ts";

/** How much one life of a backfill is to fetch; the only argument, as JSON. */
export interface BackfillChild {
  symbols: number;
  minutes: number;
  pageRows: number;
}

const MINUTE_MS = 60_000;
const FROM = Date.UTC(2024, 0, 1);
const RECEIVED_AT = "2026-11-24T15:00:00.000Z";

/** Tells a bar for every minute; the same for the same symbol and minute, in every life. */
class EveryMinute {
  readonly name = "alpaca";
  readonly #pageRows: number;

  constructor(pageRows: number) {
    this.#pageRows = pageRows;
  }

  async *collect(wish: Wish, { resume }: CollectOptions = {}): AsyncIterable<Page> {
    if (wish.topic !== "bars") return;
    const [symbol = ""] = wish.symbols;
    const end = Date.parse(wish.to);
    for (let at = resume ? Number(resume) : Date.parse(wish.from); at <= end; ) {
      const bars: Bar[] = [];
      for (; at <= end && bars.length < this.#pageRows; at += MINUTE_MS) bars.push(barOf(symbol, at));
      yield { facts: { receivedAt: RECEIVED_AT, bars }, next: at <= end ? String(at) : null };
      process.stdout.write("page\n");
    }
  }
}

function barOf(symbol: string, at: number): Bar {
  const step = (at / MINUTE_MS) % 977;
  const open = 100 + step / 8 + symbol.length;
  const when = new Date(at).toISOString();
  const [high, low, close] = [open + 1, open - 1, open + (step % 3) / 4];
  return {
    symbol,
    interval: "1m",
    occurredAt: when,
    knownAt: when,
    open,
    high,
    low,
    close,
    volume: 1_000 + step,
    source: "simulated",
    collector: "alpaca",
  };
}

/** One life of a backfill in a process of its own: tells on stdout each page that is stored, and when all are. */
const life = JSON.parse(process.argv[2] ?? "{}") as BackfillChild;
const wish: BackfillWish = {
  collector: "alpaca",
  topic: "bars",
  subjects: Array.from({ length: life.symbols }, (_, index) => `S${index}`),
  interval: "1m",
  from: new Date(FROM).toISOString(),
  to: new Date(FROM + (life.minutes - 1) * MINUTE_MS).toISOString(),
};
const database = await openDatabase({ url: process.env.DATABASE_URL ?? "", folder: null, poolSize: 2 });
let ids = 0;
const options = {
  database,
  newId: () => `run_${process.pid}_${++ids}`,
  now: () => new Date(),
  toStored: async (_tx: unknown, { articles: _none, ...facts }: Page["facts"]) => facts,
};
const book = await openBook(options, wish, "simulated", false);
await runBackfill({
  collector: new EveryMinute(life.pageRows) as unknown as Collector,
  book,
  say: () => {},
  sleep: async () => {},
  nowMs: () => performance.now(),
  signal: new AbortController().signal,
});
await database.close();
process.stdout.write("complete\n");
