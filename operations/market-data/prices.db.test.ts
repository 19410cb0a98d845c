import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { type OpenDatabase, openDatabase } from "#db";
import { personActor } from "../access.ts";
import { contextFor, type Desk } from "../context.ts";
import { quietDesk } from "../testing/quiet-desk.ts";
import { chartPrices } from "./chart-prices.ts";
import { compareInstruments } from "./compare-instruments.ts";
import { getBars } from "./get-bars.ts";
import { getQuote } from "./get-quote.ts";
import { getIndicator } from "./indicators.ts";

const NOW = "2026-11-24T15:00:00.000Z";
const clock = new ManualClock(NOW);
let database: OpenDatabase;
let desk: Desk;
const viewer = (own: Desk = desk) =>
  contextFor(own, personActor({ id: "per_1", name: "Vi", role: "viewer" }, "api"));

beforeAll(async () => {
  database = await openDatabase({ url: null, folder: null });
  desk = quietDesk(database.db, clock);
});
afterAll(() => database.close());

describe("bars by pages", () => {
  it("are the bars of one reading, none twice and none left out", async () => {
    const window = { symbol: "KO", from: "2026-09-01", to: "2026-11-01" };
    const whole = await getBars.perform(viewer(), window);
    expect(whole).toMatchObject({ truncated: false, nextCursor: null });
    const paged: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await getBars.perform(viewer(), { ...window, limit: 10, cursor });
      paged.unshift(...page.bars.map((bar) => bar.occurredAt));
      expect(page.truncated).toBe(page.nextCursor !== null);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole.bars.map((bar) => bar.occurredAt));
    expect(paged.length).toBeGreaterThan(40);
  });

  it("say as of when they were read, and how old the newest is", async () => {
    const asOf = "2026-11-20T12:00:00.000Z";
    const { bars, freshness } = await getBars.perform(viewer(), { symbol: "KO", asOf, limit: 3 });
    expect(bars.at(-1)?.occurredAt).toBe("2026-11-19T21:00:00.000Z");
    expect(freshness).toMatchObject({
      asOf,
      source: "simulated",
      newestAt: "2026-11-19T21:00:00.000Z",
      ageMs: 15 * 3_600_000,
      isStale: false,
      warning: null,
    });
  });
});

describe("bars of other lengths", () => {
  it("are made of minutes and of days, each complete, as those would tell", async () => {
    const window = { symbol: "KO", from: "2026-11-24T12:00:00Z", to: "2026-11-24T15:00:00Z" };
    const minutes = (await getBars.perform(viewer(), { ...window, interval: "1m" })).bars;
    const { bars } = await getBars.perform(viewer(), { ...window, interval: "30m" });
    const last = minutes.slice(-30);
    expect(bars.at(-1)).toMatchObject({
      interval: "30m",
      occurredAt: NOW,
      open: last[0]?.open,
      high: Math.max(...last.map((bar) => bar.high)),
      close: last.at(-1)?.close,
    });
    const months = await getBars.perform(viewer(), { symbol: "KO", interval: "1mo", limit: 3 });
    expect(months.bars.map((bar) => bar.occurredAt.slice(0, 10))).toEqual([
      "2026-08-31",
      "2026-09-30",
      "2026-10-30",
    ]);
  });
});

describe("a quote", () => {
  it("of now lives for a second, and one of the past is read once", async () => {
    const read = (asOf?: string) => getQuote.perform(viewer(), { symbol: "KO", asOf });
    const first = await read();
    expect(await read()).toEqual(first);
    clock.advance(1_000);
    expect((await read()).quote.occurredAt).not.toBe(first.quote.occurredAt);
    clock.set(NOW);
    const before = desk.cache.counts().find(({ lifetime }) => lifetime === "closed-history")?.misses ?? 0;
    await read("2026-11-20T15:00:00.000Z");
    await read("2026-11-20T15:00:00.000Z");
    expect(desk.cache.counts().find(({ lifetime }) => lifetime === "closed-history")?.misses).toBe(
      before + 1,
    );
  });

  it("says that its vendor is down, while there is one to show and when there is none", async () => {
    const health = { status: "failed", detail: "503", answeredAt: null } as const;
    const vendors = () => [{ name: "alpaca", source: "live", note: "", health } as const];
    const quote = {
      symbol: "KO",
      bid: 60,
      ask: 60.02,
      bidSize: 1,
      askSize: 1,
      occurredAt: "2026-11-24T14:30:00.000Z",
      knownAt: "2026-11-24T14:30:00.000Z",
      source: "live",
      collector: "alpaca",
    } as const;
    const on = (answer: typeof quote | null) => {
      const own = quietDesk(database.db, clock);
      return viewer({ ...own, vendors, market: { ...own.market, quote: async () => answer } });
    };
    expect((await getQuote.perform(on(quote), { symbol: "KO" })).freshness).toMatchObject({
      isStale: true,
      warning:
        "The newest price is of 2026-11-24T14:30:00.000Z; one of 2026-11-24T14:58:00.000Z was due. alpaca does not answer: 503.",
    });
    await expect(getQuote.perform(on(null), { symbol: "KO" })).rejects.toMatchObject({
      code: "NO_QUOTE",
      parts: { why: "alpaca does not answer: 503." },
    });
  });
});

describe("an economic series", () => {
  it("that is not held because its vendor is down is refused with that reason", async () => {
    const health = { status: "failed", detail: "503", answeredAt: null } as const;
    const own = { ...desk, vendors: () => [{ name: "fred", source: "delayed", note: "", health } as const] };
    await expect(getIndicator.perform(viewer(own), { series: "CPI" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      parts: { fix: expect.stringMatching(/^None is held: .* fred does not answer: 503\.$/) },
    });
  });
});

describe("several instruments", () => {
  it("are compared on the days all have, by company name too", async () => {
    const found = await compareInstruments.perform(viewer(), {
      symbols: ["apple", "KO"],
      from: "2026-03-01",
      to: "2026-06-01",
    });
    expect(found).toMatchObject({ asOf: NOW, days: 65, instruments: [{ symbol: "AAPL" }, { symbol: "KO" }] });
    const [apple] = found.instruments;
    expect(apple?.totalReturn).toBeCloseTo((apple?.lastClose ?? 0) / (apple?.firstClose ?? 1) - 1, 12);
    expect(found.correlations[0]?.[1]).toBe(found.correlations[1]?.[0]);
  });

  it("are drawn from the window asked for, a year when none is", async () => {
    const { series } = await chartPrices.perform(viewer(), { symbols: ["NVDA", "SPY", "nvidia"] });
    expect(series.map(({ symbol }) => symbol)).toEqual(["NVDA", "SPY"]);
    for (const { points } of series)
      expect([points[0]?.occurredAt.slice(0, 10), points.at(-1)?.occurredAt.slice(0, 10)]).toEqual([
        "2025-11-24",
        "2026-11-23",
      ]);
  });

  it("are refused when one has no bars in the window", async () => {
    const window = { symbols: ["KO", "AAPL"], from: "1985-01-01", to: "1985-03-01" };
    await expect(compareInstruments.perform(viewer(), window)).rejects.toMatchObject({
      parts: { what: expect.stringMatching(/^KO has no daily bars from 1985/) },
    });
  });
});
