import { sql } from "drizzle-orm";
import { randomOf } from "#core/market-data";
import type { Bar } from "#core/model";
import { copyBars, copyIn, type Database, loadBars, type OpenDatabase, openDatabase } from "#db";
import { databaseOfItsOwn } from "./own-database.ts";
import { atLeast, atMost, type Bench, type Figure, ms, perSecond, seen, times } from "./report.ts";
import { median } from "./timing.ts";

const SYMBOLS = 100;
const BARS_EACH = 3_000;
/** Bars of one transaction, as a backfill's page or several together. */
const PAGE = 50_000;
const RECEIVED_AT = "2026-11-24T00:00:00.000Z";
const YEARS = 10;
const READS = 200;

export const ingestBench: Bench = {
  name: "ingest",
  method: `${(SYMBOLS * BARS_EACH).toLocaleString("en-US")} daily bars into the store with idempotence on, in transactions of ${PAGE.toLocaleString("en-US")}, against COPY of the same rows from a client on the same server into an empty table with the same key and index, page by page in turn; then all of them again.`,
  run: () => onOwnServer(ingestFigures),
};

export const readsBench: Bench = {
  name: "reads",
  method: `${YEARS} years of daily bars of one of ${SYMBOLS} symbols as of an instant, from a warm server, against a scan of the same closes in an array. Median of ${READS} reads.`,
  run: () => onOwnServer(readFigures),
};

async function onOwnServer(
  measure: (database: OpenDatabase) => Promise<Figure[]>,
): Promise<{ figures: Figure[] } | { skipped: string }> {
  const own = await databaseOfItsOwn();
  if (typeof own === "string") return { skipped: own };
  const database = await openDatabase({ url: own.url, folder: null });
  try {
    return { figures: await measure(database) };
  } finally {
    await database.close();
    await own.drop();
  }
}

async function ingestFigures({ db }: OpenDatabase): Promise<Figure[]> {
  const bars = seededBars();
  await openPlainTable(db);
  const [plain, stored, again] = [stopwatch(), stopwatch(), stopwatch()];
  // Page by page in turn, so that whatever else the machine does weighs on both alike.
  for (const page of pagesOf(bars)) {
    await plain.time(() => db.transaction((tx) => copyIn(tx, "plain_bars", page)));
    await stored.time(() => db.transaction((tx) => copyBars(tx, page, RECEIVED_AT)));
  }
  for (const page of pagesOf(bars))
    await again.time(() => db.transaction((tx) => copyBars(tx, page, RECEIVED_AT)));
  const rate = ({ spentMs }: { spentMs: number }) => perSecond((bars.length / spentMs) * 1_000);
  return [
    atLeast("bars stored, speed against plain COPY", plain.spentMs / stored.spentMs, 0.5, times),
    seen("  bars stored", rate(stored)),
    seen("  plain COPY", rate(plain)),
    seen("  the same bars told again", rate(again)),
  ];
}

/** A table of the same shape, key and index: what no store can beat. */
async function openPlainTable(db: Database): Promise<void> {
  await db.execute(sql`create table plain_bars (like bars including defaults)`);
  await db.execute(
    sql`alter table plain_bars add primary key (symbol, interval, occurred_at, source, collector, known_at)`,
  );
  await db.execute(sql`create index on plain_bars (symbol, interval, known_at)`);
}

const pagesOf = (bars: readonly Bar[]): Bar[][] =>
  Array.from({ length: Math.ceil(bars.length / PAGE) }, (_, page) =>
    bars.slice(page * PAGE, (page + 1) * PAGE),
  );

/** Adds up what some works take, ms. */
function stopwatch() {
  const watch = {
    spentMs: 0,
    async time(work: () => Promise<unknown>) {
      const started = performance.now();
      await work();
      watch.spentMs += performance.now() - started;
    },
  };
  return watch;
}

async function readFigures(database: OpenDatabase): Promise<Figure[]> {
  const bars = seededBars();
  for (const page of pagesOf(bars)) await database.db.transaction((tx) => copyBars(tx, page, RECEIVED_AT));
  await database.db.execute(sql`analyze bars`);
  const last = Date.parse(bars[BARS_EACH - 1]?.occurredAt ?? RECEIVED_AT);
  const window = {
    interval: "1d" as const,
    from: new Date(last - YEARS * 365.25 * 86_400_000).toISOString(),
    to: RECEIVED_AT,
    asOf: RECEIVED_AT,
    limit: 10_000,
  };
  const spent: number[] = [];
  let held = 0;
  for (let read = 0; read < READS; read++) {
    const started = performance.now();
    held = (await loadBars(database.db, { symbol: `B${read % SYMBOLS}`, ...window })).length;
    spent.push(performance.now() - started);
  }
  const closes = Float64Array.from(bars.slice(0, held), ({ close }) => close);
  const scanned = Array.from({ length: READS }, () => {
    const started = performance.now();
    closes.reduce((sum, close) => sum + close, 0);
    return performance.now() - started;
  });
  return [
    atMost(`${YEARS} years of daily bars (${held.toLocaleString("en-US")}), p50 warm`, median(spent), 5, ms),
    seen("  the quickest of them", ms(Math.min(...spent))),
    seen("  a scan of the same closes in an array", ms(median(scanned))),
  ];
}

function seededBars(): Bar[] {
  return Array.from({ length: SYMBOLS }, (_, symbol) => {
    const random = randomOf(`store|${symbol}`);
    return Array.from({ length: BARS_EACH }, (__, day): Bar => {
      const close = Math.round(10_000 + 5_000 * random()) / 100;
      const occurredAt = new Date(Date.UTC(2014, 0, 1 + Math.floor(day * 1.4), 21)).toISOString();
      return {
        symbol: `B${symbol}`,
        interval: "1d",
        occurredAt,
        knownAt: occurredAt,
        open: close,
        high: close + 1,
        low: close - 1,
        close,
        volume: Math.floor(random() * 1e6),
        source: "simulated",
        collector: "bench",
      };
    });
  }).flat();
}
