import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "#core/model";
import {
  loadArticles,
  loadBars,
  loadCoverage,
  loadEarnings,
  loadFindings,
  loadNewestQuote,
  loadObservations,
  loadTrades,
  loadVintages,
  type OpenDatabase,
  resolveSymbol,
  storeFacts,
  symbolHistory,
} from "./index.ts";
import { DATABASES } from "./testing/databases.ts";
import { at, bar, batch } from "./testing/market-scene.ts";

for (const variant of DATABASES)
  describe(`the store of market data, ${variant.name}`, () => {
    let database: OpenDatabase;
    beforeAll(async () => {
      database = await variant.open();
    });
    afterAll(() => database.close());

    const closes = async (asOf: Instant, symbol = "AAPL", collectors?: string[]) =>
      (
        await loadBars(database.db, {
          symbol,
          interval: "1d",
          from: at(1),
          to: at(31),
          asOf,
          limit: 100,
          collectors,
        })
      ).map(({ close }) => close);

    it("stores a batch once, however often it is told", async () => {
      const told = batch(at(10), { bars: [bar(5, 100), bar(6, 101)] });
      expect((await storeFacts(database.db, told)).bars).toEqual({ new: 2, revised: 0, same: 0 });
      expect((await storeFacts(database.db, told)).bars).toEqual({ new: 0, revised: 0, same: 2 });
      expect(await closes(at(20))).toEqual([100, 101]);
    });

    it("keeps a correction as new knowledge: known from its receipt, and not before", async () => {
      const corrected = batch(at(12), { bars: [bar(5, 99)] });
      expect((await storeFacts(database.db, corrected)).bars).toEqual({ new: 0, revised: 1, same: 0 });
      expect(await closes(at(11))).toEqual([100, 101]);
      expect(await closes(at(12))).toEqual([99, 101]);
      expect((await storeFacts(database.db, corrected)).bars).toEqual({ new: 0, revised: 0, same: 1 });
    });

    it("keeps what different vendors tell apart, and answers by the one preferred", async () => {
      await storeFacts(database.db, batch(at(13), { bars: [bar(5, 98.5, { collector: "alpaca" })] }));
      expect(await closes(at(20), "AAPL", ["alpaca"])).toEqual([98.5]);
      expect(await closes(at(20), "AAPL", ["yahoo", "alpaca"])).toEqual([99, 101]);
      expect(await loadCoverage(database.db, { asOf: at(20), symbols: ["AAPL"] })).toEqual([
        expect.objectContaining({ collector: "alpaca", bars: 1, revisions: 0 }),
        expect.objectContaining({
          collector: "yahoo",
          bars: 2,
          revisions: 1,
          first: at(5, 21),
          last: at(6, 21),
        }),
      ]);
    });

    it("takes the last word of a bar told twice in one batch", async () => {
      const twice = batch(at(14), { bars: [bar(9, 1, { symbol: "KO" }), bar(9, 2, { symbol: "KO" })] });
      expect((await storeFacts(database.db, twice)).bars).toEqual({ new: 1, revised: 0, same: 1 });
      expect(await closes(at(20), "KO")).toEqual([2]);
    });

    it("stores bars of minutes in any year", async () => {
      const minutes = [
        "1999-03-01T15:00:00.000Z",
        "2026-03-02T15:00:00.000Z",
        "2044-03-02T15:00:00.000Z",
      ].map((occurredAt) => bar(1, 5, { symbol: "MSFT", interval: "1m", occurredAt, knownAt: occurredAt }));
      expect((await storeFacts(database.db, batch(at(20), { bars: minutes }))).bars?.new).toBe(3);
    });

    it("says of a series what had been published by then", async () => {
      const told = (vintageOn: string, value: number | null, knownAt: Instant) => ({
        seriesId: "GDP",
        periodOn: "2025-10-01",
        vintageOn,
        value,
        knownAt,
        source: "simulated" as const,
        collector: "fred",
      });
      const observations = [told("2026-01-08", 100, at(8, 13)), told("2026-01-22", 101.5, at(22, 13))];
      await storeFacts(database.db, batch(at(30), { observations }));
      const published = async (asOf: Instant) =>
        (await loadObservations(database.db, { seriesId: "GDP", asOf })).map(({ value }) => value);
      expect(await published(at(8, 12))).toEqual([]);
      expect(await published(at(8, 13))).toEqual([100]);
      expect(await published(at(22, 13))).toEqual([101.5]);
      expect(
        (await loadVintages(database.db, { seriesId: "GDP", periodOn: "2025-10-01", asOf: at(31) })).map(
          ({ vintageOn, value }) => [vintageOn, value],
        ),
      ).toEqual([
        ["2026-01-08", 100],
        ["2026-01-22", 101.5],
      ]);
    });

    it("shows a trade as canceled only from when that was known", async () => {
      const trade = (state: "good" | "canceled") => ({
        symbol: "AAPL",
        id: "52983525029461",
        price: 100,
        size: 10,
        venue: "V",
        conditions: ["@"],
        state,
        occurredAt: at(5, 15),
        knownAt: at(5, 15),
        source: "live" as const,
        collector: "alpaca",
      });
      await storeFacts(database.db, batch(at(5, 15), { trades: [trade("good")] }));
      await storeFacts(database.db, batch(at(5, 16), { trades: [trade("canceled")] }));
      const states = async (asOf: Instant) =>
        (await loadTrades(database.db, { symbol: "AAPL", asOf, limit: 5 })).map(({ state }) => state);
      expect([await states(at(5, 15)), await states(at(5, 16))]).toEqual([["good"], ["canceled"]]);
    });

    it("gives the newest quote of the time", async () => {
      const quote = (hour: number, bid: number) => ({
        symbol: "AAPL",
        bid,
        ask: bid + 0.02,
        bidSize: 100,
        askSize: 200,
        occurredAt: at(6, hour),
        knownAt: at(6, hour),
        source: "live" as const,
        collector: "alpaca",
      });
      await storeFacts(database.db, batch(at(6, 17), { quotes: [quote(15, 99), quote(16, 100)] }));
      const bid = async (asOf: Instant) => (await loadNewestQuote(database.db, "AAPL", asOf))?.bid ?? null;
      expect([await bid(at(6, 14)), await bid(at(6, 15)), await bid(at(7))]).toEqual([null, 99, 100]);
    });

    it("follows an instrument through its names, as they were known", async () => {
      const change = {
        symbol: "FB",
        kind: "symbol-change" as const,
        exOn: "2026-01-09",
        ratio: null,
        amount: null,
        newSymbol: "META",
        payOn: null,
        knownAt: at(7),
        source: "live" as const,
        collector: "alpaca",
      };
      await storeFacts(database.db, batch(at(7), { actions: [change] }));
      expect(await resolveSymbol(database.db, "FB", at(6))).toBe("FB");
      expect(await resolveSymbol(database.db, "FB", at(8))).toBe("META");
      expect(await symbolHistory(database.db, "META", at(8))).toEqual([
        { symbol: "FB", since: null },
        { symbol: "META", since: "2026-01-09" },
      ]);
    });

    it("drops an earnings date when another is told before it came, and never one that passed", async () => {
      const told = (day: number, knownAt: Instant) => ({
        symbol: "NVDA",
        occurredAt: at(day, 21),
        isEstimate: true,
        epsExpected: null,
        knownAt,
        source: "delayed" as const,
        collector: "yahoo",
      });
      for (const [day, known] of [
        [3, 1],
        [20, 5],
        [24, 8],
      ] as const)
        await storeFacts(database.db, batch(at(known), { earnings: [told(day, at(known))] }));
      const believed = async (day: number) =>
        (await loadEarnings(database.db, { asOf: at(day), symbols: ["NVDA"], limit: 9 })).map(
          ({ occurredAt }) => new Date(occurredAt).getUTCDate(),
        );
      expect([await believed(2), await believed(6), await believed(9)]).toEqual([[3], [3, 20], [3, 24]]);
      expect(await believed(31)).toEqual([3, 24]);
    });

    it("finds a text by what its newest version says, and not by what an earlier one said", async () => {
      const told = (headline: string, symbols: string[], id: string) => ({
        id,
        contentHash: id,
        vendorId: "n-1",
        headline,
        body: "",
        publisher: "Wire",
        author: null,
        url: null,
        symbols,
        publishedAt: at(4),
        updatedAt: null,
        source: "live" as const,
        collector: "alpaca",
        clusterKey: null,
        language: null,
        flags: [],
      });
      await storeFacts(database.db, { receivedAt: at(4), articles: [told("Tesla recalls", ["TSLA"], "a1")] });
      await storeFacts(database.db, { receivedAt: at(6), articles: [told("Ford recalls", ["F"], "a2")] });
      const found = async (symbol: string, day: number) =>
        (await loadArticles(database.db, { asOf: at(day), symbols: [symbol], limit: 9 })).map(
          ({ headline }) => headline,
        );
      expect([await found("TSLA", 5), await found("TSLA", 7), await found("F", 7)]).toEqual([
        ["Tesla recalls"],
        [],
        ["Ford recalls"],
      ]);
    });

    it("keeps what was found once", async () => {
      const finding = {
        check: "gap" as const,
        severity: "warning" as const,
        topic: "bars",
        subject: "AAPL",
        interval: "1d",
        from: at(7),
        to: null,
        detail: "2026-01-07 has no bar.",
        collector: "yahoo",
        foundAt: at(9),
      };
      const counts = [];
      for (const foundAt of [at(9), at(10)])
        counts.push(
          (await storeFacts(database.db, batch(foundAt, { findings: [{ ...finding, foundAt }] }))).findings,
        );
      expect(counts.map((count) => count?.new)).toEqual([1, 0]);
      expect(await loadFindings(database.db, { asOf: at(20), subjects: ["AAPL"], limit: 9 })).toEqual([
        finding,
      ]);
    });

    it("never tells what became known later, whatever was told when", async () => {
      const tellings = fc.array(
        fc.record({
          day: fc.integer({ min: 1, max: 4 }),
          close: fc.integer({ min: 1, max: 3 }),
          late: fc.nat(6),
        }),
        { minLength: 1, maxLength: 14 },
      );
      let serial = 0;
      await fc.assert(
        fc.asyncProperty(tellings, fc.integer({ min: 1, max: 12 }), async (told, asOfDay) => {
          const symbol = `P${serial++}`;
          const inOrder = told
            .map(({ day, close, late }) => ({
              bar: bar(day, close, { symbol }),
              receivedAt: at(day + late, 22),
            }))
            .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
          for (const { bar: one, receivedAt } of inOrder)
            await storeFacts(database.db, batch(receivedAt, { bars: [one] }));
          const asOf = at(asOfDay, 23);
          // The reference: a bar counts from its close, and each other word about it from its receipt.
          const expected = new Map<string, number>();
          const first = new Map<string, number>();
          for (const { bar: one, receivedAt } of inOrder) {
            const knownAt = first.has(one.occurredAt) ? receivedAt : one.knownAt;
            first.set(one.occurredAt, one.close);
            if (knownAt <= asOf) expected.set(one.occurredAt, one.close);
          }
          const wanted = [...expected].sort(([a], [b]) => a.localeCompare(b)).map(([, close]) => close);
          expect(await closes(asOf, symbol)).toEqual(wanted);
        }),
        { seed: 20261124, numRuns: variant.name === "server" ? 60 : 15 },
      );
    });
  });
