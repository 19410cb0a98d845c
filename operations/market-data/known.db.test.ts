import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationName } from "../catalogue.ts";
import { dayOf, NOW, newsOf, openStoredDesk, SPLIT, type StoredDesk, TOLD } from "../testing/stored-desk.ts";

let stored: StoredDesk;
beforeAll(async () => {
  stored = await openStoredDesk();
  const at = { occurredAt: "2026-11-30T16:59:00.000Z", knownAt: "2026-11-30T16:59:00.000Z", ...TOLD };
  await stored.record({
    bars: [dayOf("2026-11-23", 400), dayOf("2026-11-24", 410), dayOf("2026-11-25", 206)],
    actions: [SPLIT, { ...SPLIT, collector: "yahoo" }],
    articles: [newsOf("a1", "Microsoft opens a plant", NOW)],
    quotes: [{ symbol: "MSFT", bid: 207.9, ask: 208.1, bidSize: 1, askSize: 1, ...at }],
    trades: [
      { symbol: "MSFT", id: "1", price: 208, size: 5, venue: "V", conditions: [], state: "good", ...at },
    ],
  });
  await stored.record({ bars: [dayOf("2026-11-24", 411)] });
});
afterAll(() => stored.close());

describe("the economy", () => {
  const value = (periodOn: string, vintageOn: string, told: number) => ({
    seriesId: "CPIAUCSL",
    periodOn,
    vintageOn,
    value: told,
    knownAt: `${vintageOn}T13:30:00.000Z`,
    source: "delayed" as const,
    collector: "fred",
  });

  it("is read as it was published then, with revisions, the change on the year and the next release", async () => {
    const fred = { source: "delayed", collector: "fred" } as const;
    await stored.record({
      series: [
        {
          id: "CPIAUCSL",
          title: "Consumer Price Index for All Urban Consumers",
          units: "Index 1982-1984=100",
          frequency: "monthly",
          seasonalAdjustment: "seasonally-adjusted",
          releaseId: "10",
          releaseName: "Consumer Price Index",
          knownAt: "2020-01-01T00:00:00.000Z",
          ...fred,
        },
      ],
      observations: [
        value("2025-10-01", "2025-11-13", 320),
        value("2026-09-01", "2026-10-14", 327),
        value("2026-10-01", "2026-11-12", 328),
        value("2026-10-01", "2026-11-24", 329.6),
      ],
      releases: [
        {
          releaseId: "10",
          name: "Consumer Price Index",
          occurredAt: "2026-12-10T13:30:00.000Z",
          isTimeKnown: true,
          knownAt: "2026-01-05T00:00:00.000Z",
          ...fred,
        },
      ],
    });
    const now = await stored.ask("getIndicator", { series: "CPI" });
    expect(now).toMatchObject({
      series: { id: "CPIAUCSL" },
      latest: { periodOn: "2026-10-01", value: 329.6, publishedAt: "2026-11-24T13:30:00.000Z" },
      nextRelease: { occurredAt: "2026-12-10T13:30:00.000Z" },
    });
    expect(now.latest?.changeOnYear).toBeCloseTo(0.03, 12);
    expect(now.vintages.map((told) => told.value)).toEqual([328, 329.6]);
    const then = await stored.ask("getIndicator", { series: "inflation", asOf: "2026-11-20T00:00:00Z" });
    expect(then.latest?.value).toBe(328);
    expect(then.latest?.changeOnYear).toBeCloseTo(0.025, 12);
    const before = await stored.ask("getIndicator", { series: "CPIAUCSL", asOf: "2026-11-01T00:00:00Z" });
    expect(before.latest).toMatchObject({ periodOn: "2026-09-01", changeOnYear: null });
    expect((await stored.ask("listIndicators", { text: "consumer price" })).series).toHaveLength(1);
  });

  it("names what is held when a series is not", async () => {
    await expect(stored.ask("getIndicator", { series: "wages" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      parts: { fix: expect.stringContaining("CPIAUCSL") },
    });
  });
});

describe("the calendar", () => {
  it("tells sessions, closures with their reason, releases, earnings and ex-days", async () => {
    await stored.record({
      earnings: [
        {
          symbol: "MSFT",
          occurredAt: "2026-12-02T21:05:00.000Z",
          isEstimate: true,
          epsExpected: 3.1,
          knownAt: "2026-11-01T00:00:00.000Z",
          ...TOLD,
        },
      ],
    });
    const found = await stored.ask("getCalendar", { from: "2026-11-25", to: "2026-12-10" });
    expect(found.closures).toEqual([{ day: "2026-11-26", reason: "Thanksgiving" }]);
    expect(found.sessions.slice(0, 2)).toMatchObject([
      { day: "2026-11-25", opensAt: "2026-11-25T14:30:00.000Z", isHalfDay: false },
      { day: "2026-11-27", closesAt: "2026-11-27T18:00:00.000Z", isHalfDay: true },
    ]);
    expect(found).toMatchObject({
      releases: [{ name: "Consumer Price Index" }],
      earnings: [{ symbol: "MSFT", isEstimate: true }],
      actions: [{ kind: "split", exOn: "2026-11-25" }],
    });
    const earlier = await stored.ask("getCalendar", {
      from: "2026-11-25",
      to: "2026-12-10",
      asOf: "2026-10-20",
    });
    expect([earlier.earnings, earlier.actions]).toEqual([[], []]);
  });
});

describe("who an instrument is", () => {
  it("is found by its former symbol, which leads to the one of today", async () => {
    await stored.record({
      actions: [
        {
          symbol: "FB",
          kind: "symbol-change",
          exOn: "2022-06-09",
          ratio: null,
          amount: null,
          newSymbol: "META",
          payOn: null,
          knownAt: "2022-05-31T12:00:00.000Z",
          ...TOLD,
        },
      ],
      profiles: [
        {
          symbol: "META",
          name: "Meta Platforms, Inc.",
          kind: "equity",
          exchange: "NASDAQ",
          currency: "USD",
          sector: "Communication Services",
          industry: null,
          description: null,
          website: null,
          isTradable: true,
          isFractionable: true,
          identifiers: { figi: "BBG000MM2P62" },
          knownAt: "2022-06-09T12:00:00.000Z",
          ...TOLD,
        },
      ],
    });
    expect(await stored.ask("getInstrument", { symbol: "FB" })).toMatchObject({
      symbol: "META",
      profile: { identifiers: { figi: "BBG000MM2P62" } },
      symbols: [
        { symbol: "FB", since: null },
        { symbol: "META", since: "2022-06-09" },
      ],
    });
    await expect(stored.ask("getInstrument", { symbol: "HORSE" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("what was known", () => {
  it("about an instrument at an instant holds nothing learned later", async () => {
    const { facts } = await stored.ask("knownAbout", { symbol: "Microsoft" });
    expect([...new Set(facts.map(({ topic }) => topic))].sort()).toEqual([
      "action",
      "day",
      "earnings",
      "indicator",
      "news",
      "price",
    ]);
    const before = await stored.ask("knownAbout", { symbol: "MSFT", asOf: "2026-11-24T22:00:00Z" });
    expect(before.facts.map(({ topic, says }) => `${topic}: ${says}`)).toEqual([
      expect.stringContaining("day: Open 410"),
      expect.stringContaining("indicator: Consumer Price Index for All Urban Consumers: 329.6"),
      "action: Split 2 for 1, from 2026-11-25.",
      expect.stringContaining("earnings: Earnings expected about 2026-12-02"),
    ]);
  });

  it("is all that any question about the past answers", async () => {
    const symbol = { symbol: "MSFT" };
    const questions: [OperationName, object][] = [
      ["getBars", symbol],
      ["listTrades", symbol],
      ["getBook", symbol],
      ["getSnapshot", { symbols: ["MSFT"] }],
      ["listArticles", {}],
      ["listPosts", {}],
      ["getTranscript", symbol],
      ["getIndicator", { series: "CPI" }],
      ["listIndicators", {}],
      ["getCalendar", { from: "2026-11-20", to: "2026-12-20" }],
      ["listActions", symbol],
      ["getInstrument", symbol],
      ["getDataQuality", symbol],
      ["knownAbout", symbol],
      ...["bars", "trades", "quotes", "articles"].map((kind): [OperationName, object] => [
        "readFacts",
        { kind, subject: "MSFT" },
      ]),
    ];
    for (const asOf of ["2026-11-24T21:30:00.000Z", "2026-11-30T16:59:30.000Z"])
      for (const [name, input] of questions) {
        const known = [
          ...JSON.stringify(await stored.ask(name, { ...input, asOf })).matchAll(/"knownAt":"([^"]+)"/g),
        ];
        for (const [, at = ""] of known) expect(at <= asOf, `${name} as of ${asOf} tells ${at}`).toBe(true);
      }
  });
});

describe("many rows", () => {
  it("are told of every kind, oldest first", async () => {
    const rowsOf = async (kind: string, subject?: string) =>
      (await stored.ask("readFacts", { kind, subject })).rows as unknown[][];
    expect((await rowsOf("observations", "CPIAUCSL")).map((row) => [row[1], row[3]])).toEqual([
      ["2025-10-01", 320],
      ["2026-09-01", 327],
      ["2026-10-01", 329.6],
    ]);
    expect(await rowsOf("trades", "MSFT")).toHaveLength(1);
    expect(await rowsOf("quotes", "MSFT")).toHaveLength(1);
    expect(await rowsOf("articles")).toHaveLength(1);
    await expect(rowsOf("trades")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("many rows by pages", () => {
  it("are the rows of one answer, also where many share an instant", async () => {
    const trades = Array.from({ length: 23 }, (_, index) => ({
      symbol: "MSFT",
      id: `t${index}`,
      price: 208,
      size: 1 + index,
      venue: null,
      conditions: [],
      state: "good" as const,
      occurredAt: `2026-11-30T16:5${Math.floor(index / 9)}:00.000Z`,
      knownAt: `2026-11-30T16:5${Math.floor(index / 9)}:00.000Z`,
      ...TOLD,
    }));
    await stored.record({ trades });
    const wish = { kind: "trades", subject: "MSFT" };
    const whole = (await stored.ask("readFacts", wish)).rows.map((row) => row[1]);
    const paged: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await stored.ask("readFacts", { ...wish, limit: 4, cursor });
      paged.unshift(...page.rows.map((row) => row[1]));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(whole).toHaveLength(24);
    expect(paged).toEqual(whole);
  });
});

describe("what is held", () => {
  it("is listed by series, with how often it was revised", async () => {
    const { series } = await stored.ask("getCoverage", { symbols: ["MSFT"] });
    expect(series).toMatchObject([{ symbol: "MSFT", collector: "alpaca", bars: 3, revisions: 1 }]);
    expect((await stored.ask("listCollectorRuns", {})).runs).toEqual([]);
  });
});
