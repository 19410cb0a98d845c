import { describe, expect, it } from "vitest";
import type { Wish } from "../../collector.ts";
import { CHARTS, QUOTES, SEARCHES, SUMMARIES } from "./testing/recordings.ts";
import { collectAll, collectorOf, type Recording, serving } from "./testing/replay.ts";

const WEEK = { from: "2026-03-02T00:00:00.000Z", to: "2026-03-10T00:00:00.000Z" };
const ask = (recording: Recording, wish: Wish) => collectAll(collectorOf(serving([recording])), wish);
const bars = (recording: Recording, symbol: string) =>
  ask(recording, { topic: "bars", symbols: [symbol], interval: "1d", ...WEEK });
const actions = (recording: Recording, symbol: string) =>
  ask(recording, { topic: "actions", symbols: [symbol], ...WEEK });

describe("a chart", () => {
  it("is told as bars that are known from the session's close, in winter and in summer time", async () => {
    const { bars: told } = await bars(CHARTS.plain, "QDCK");
    expect(told.map(({ occurredAt, knownAt, close }) => [occurredAt, knownAt, close])).toEqual([
      ["2026-03-02T21:00:00.000Z", "2026-03-02T21:00:00.000Z", 12],
      ["2026-03-06T21:00:00.000Z", "2026-03-06T21:00:00.000Z", 13],
      ["2026-03-09T20:00:00.000Z", "2026-03-09T20:00:00.000Z", 14],
    ]);
    expect(told[0]).toMatchObject({ high: 13.24, source: "delayed", collector: "yahoo" });
  });

  it("with a row of nulls is a finding about that day and no bar of it", async () => {
    const told = await bars(CHARTS.halted, "HALT");
    expect(told.bars).toHaveLength(1);
    expect(told.findings).toMatchObject([
      { check: "gap", from: "2026-03-06T21:00:00.000Z", detail: expect.stringContaining("2026-03-06") },
    ]);
  });

  it("counted in today's shares is counted back: 3:2 makes 10 fifteen, 300 shares 200, 0.50 a share 0.75", async () => {
    const told = await bars(CHARTS.split, "SPLT");
    expect(told.bars.map(({ open, volume }) => [open, volume])).toEqual([
      [15, 200],
      [10, 300],
    ]);
    const { actions: events } = await actions(CHARTS.split, "SPLT");
    expect(events).toMatchObject([
      { kind: "split", exOn: "2026-03-06", ratio: 1.5, knownAt: "2026-03-06T05:00:00.000Z" },
      { kind: "dividend", exOn: "2026-03-02", amount: 0.75 },
    ]);
  });

  it("that cannot be read in places keeps the rows around them", async () => {
    const told = await bars(CHARTS.spoiled, "SPLD");
    expect(told.bars.map(({ occurredAt }) => occurredAt)).toEqual(["2026-03-02T21:00:00.000Z"]);
    expect(told.findings).toMatchObject([
      { check: "unreadable", detail: expect.stringContaining("Row 1 has no time") },
      { check: "unreadable", detail: expect.stringContaining("Row 2 cannot be read: high") },
      { check: "unreadable", detail: expect.stringContaining("Row 3 cannot be read: volume") },
    ]);
  });

  it("in euro, empty or of nobody says so instead", async () => {
    expect((await bars(CHARTS.euro, "QDK.DE")).findings[0]?.detail).toBe(
      "A row is told in EUR; bars here are in USD.",
    );
    expect((await bars(CHARTS.empty, "NONE")).findings[0]?.detail).toBe("Yahoo has no bars in this window.");
    expect((await bars(CHARTS.unknown, "GONE")).findings[0]).toMatchObject({
      check: "left-out",
      subject: "GONE",
      detail: expect.stringContaining("may be delisted"),
    });
  });
});

describe("a quote", () => {
  const quotes = (recording: Recording, symbol: string) =>
    ask(recording, { topic: "quotes", symbols: [symbol] });

  it("counts its sizes in shares, and is dated by the last trade around the session", async () => {
    const { quotes: told } = await quotes(QUOTES.whole, "QDCK");
    expect(told).toMatchObject([
      { bidSize: 300, askSize: 1_200, occurredAt: "2026-03-09T15:30:00.000Z", source: "live" },
    ]);
  });

  it("that the exchange holds back is known so much later, and is delayed", async () => {
    const { quotes: told } = await quotes(QUOTES.delayed, "SLOW");
    expect(told).toMatchObject([
      {
        occurredAt: "2026-03-09T14:30:00.000Z",
        knownAt: "2026-03-09T14:45:00.000Z",
        source: "delayed",
      },
    ]);
  });

  it.each([
    ["HUSH", QUOTES.quiet, "left-out", "Yahoo tells no bid and ask at present."],
    ["BARE", QUOTES.bare, "left-out", "Quoted in no named currency; quotes here are in USD."],
    ["QDK.DE", QUOTES.euro, "left-out", "Quoted in EUR; quotes here are in USD."],
    ["GONE", QUOTES.gone, "left-out", "Yahoo has no quote of that symbol."],
    ["NOPE", QUOTES.nobody, "left-out", "Yahoo has no quote of that symbol."],
    ["EURUSD=X", QUOTES.currency, "left-out", '"EURUSD=X" is no ticker such as AAPL, BRK.B or BMW.DE.'],
    ["SPLD", QUOTES.spoiled, "unreadable", "A quote cannot be read: bid: Invalid input"],
  ])("of %s is a finding", async (symbol, recording, check, detail) => {
    const told = await quotes(recording, symbol);
    expect(told.quotes).toEqual([]);
    expect(told.findings).toMatchObject([
      { check, subject: symbol, detail: expect.stringContaining(detail) },
    ]);
  });
});

describe("a summary", () => {
  it("that gives a span for the earnings tells its first day as an estimate", async () => {
    const told = await ask(SUMMARIES.span, { topic: "earnings", symbols: ["QDCK"] });
    expect(told.earnings).toMatchObject([
      { occurredAt: "2026-03-10T13:30:00.000Z", isEstimate: true, epsExpected: 1.61 },
    ]);
  });

  it("that has the date in its module of earnings alone is as good", async () => {
    const told = await ask(SUMMARIES.chart, { topic: "earnings", symbols: ["QDCK"] });
    expect(told.earnings).toMatchObject([
      { occurredAt: "2026-03-10T13:30:00.000Z", isEstimate: false, epsExpected: 1.5 },
    ]);
  });

  it("of a fund has a name and no sector", async () => {
    const told = await ask(SUMMARIES.fund, { topic: "profiles", symbols: ["QDF"] });
    expect(told.profiles).toMatchObject([{ name: "Quarterdeck Fund", kind: "etf", sector: null }]);
  });

  it("without what was asked for is a finding", async () => {
    const other = await ask(SUMMARIES.figures, { topic: "earnings", symbols: ["QDCK"] });
    expect(other.findings).toMatchObject([{ check: "unreadable", subject: "QDCK" }]);
    const none = await ask(SUMMARIES.nothing, { topic: "earnings", symbols: ["QDF"] });
    expect(none.findings).toMatchObject([{ check: "left-out", subject: "QDF" }]);
  });
});

describe("a search", () => {
  const articles = (recording: Recording, text: string) =>
    ask(recording, { topic: "articles", symbols: [], text, ...WEEK });

  it("finds instruments that have a name here, and says which have none", async () => {
    const told = await ask(SEARCHES.mixed, { topic: "search", text: "quarterdeck" });
    expect(told.profiles.map(({ symbol }) => symbol)).toEqual(["QDCK"]);
    expect(told.findings.map(({ subject }) => subject)).toEqual(["QDCK270115C00010000"]);
  });

  it("tells headlines with the tickers that are known here; one without a date is told and said to have none", async () => {
    const told = await articles(SEARCHES.mixed, "quarterdeck");
    expect(told.articles).toMatchObject([
      { headline: "Quarterdeck sails", symbols: ["QDCK", "BRK.B"], publishedAt: "2026-03-02T14:30:00.000Z" },
      { headline: "A moving picture", publishedAt: null },
    ]);
    expect(told.findings.map(({ check }) => check)).toEqual(["no-date", "left-out"]);
  });

  it("whose rows mean nothing says so of each", async () => {
    const found = await ask(SEARCHES.spoiled, { topic: "search", text: "spoiled" });
    expect(found.findings).toMatchObject([{ check: "unreadable" }]);
    expect((await articles(SEARCHES.spoiled, "spoiled")).findings[0]).toMatchObject({ check: "unreadable" });
  });
});
