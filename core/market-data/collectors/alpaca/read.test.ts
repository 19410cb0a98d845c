import { describe, expect, it } from "vitest";
import { barCloseMs } from "./bar-close.ts";
import { readActions, readAsset } from "./read-actions.ts";
import { plainText, readNews } from "./read-news.ts";
import { readBars, readBook, readQuotes, readTrades, type Subject } from "./read-prices.ts";
import { fromAlpaca, toAlpaca } from "./symbols.ts";
import type { Telling } from "./telling.ts";

const NOW = "2026-11-24T15:30:20.000Z";
const telling: Telling = { source: "simulated", receivedAt: NOW, delayMs: 0 };
const whole: Subject = {
  symbol: "AAPL",
  kind: "stock",
  fromMs: Number.NEGATIVE_INFINITY,
  toMs: Number.POSITIVE_INFINITY,
  presentMs: Date.parse(NOW),
};
const aBar = (over: object = {}) => ({
  t: "2026-11-24T15:28:00Z",
  o: 1,
  h: 2,
  l: 1,
  c: 2,
  v: 10,
  n: 3,
  vw: 1.5,
  ...over,
});
const aQuote = (over: object = {}) => ({ t: "2026-11-24T15:30:00Z", bp: 10, bs: 1, ap: 11, as: 2, ...over });
const aTrade = (over: object = {}) => ({
  t: "2026-11-24T15:30:00.123456789Z",
  x: "V",
  p: 10,
  s: 5,
  c: ["@"],
  i: 7,
  z: "C",
  ...over,
});

describe("the close of a bar stamped with its start", () => {
  it.each([
    ["a minute ends a minute later", "2026-11-24T15:28:00Z", "1m", "2026-11-24T15:29:00.000Z"],
    ["a day ends at four in New York", "2026-11-23T05:00:00Z", "1d", "2026-11-23T21:00:00.000Z"],
    ["in summer that is an hour earlier", "2026-07-06T04:00:00Z", "1d", "2026-07-06T20:00:00.000Z"],
    ["a half day ends at one", "2026-11-27T05:00:00Z", "1d", "2026-11-27T18:00:00.000Z"],
    ["a week ends with its last session", "2026-03-30T04:00:00Z", "1w", "2026-04-02T20:00:00.000Z"],
    ["a month ends with its last session", "2026-10-01T04:00:00Z", "1mo", "2026-10-30T20:00:00.000Z"],
  ] as const)("%s", (_name, start, interval, close) => {
    expect(new Date(barCloseMs(Date.parse(start), interval, "stock") ?? 0).toISOString()).toBe(close);
  });

  it("is nowhere on a holiday, while coins trade through", () => {
    const thanksgiving = Date.parse("2026-11-26T05:00:00Z");
    expect(barCloseMs(thanksgiving, "1d", "stock")).toBeNull();
    expect(barCloseMs(thanksgiving, "1d", "coin")).toBe(thanksgiving + 86_400_000);
  });
});

describe("reading prices", () => {
  it("does not tell a bar that is still open, nor on a late feed one that is not yet told", () => {
    const rows = [aBar(), aBar({ t: "2026-11-24T15:30:00Z" })];
    expect(readBars(rows, "1m", whole, telling).facts.map(({ occurredAt }) => occurredAt)).toEqual([
      "2026-11-24T15:29:00.000Z",
    ]);
    expect(readBars(rows, "1m", whole, { ...telling, delayMs: 900_000 }).facts).toEqual([]);
  });

  it("knows a late feed's bar so much later", () => {
    const [bar] = readBars([aBar({ t: "2026-11-24T15:00:00Z" })], "1m", whole, {
      ...telling,
      delayMs: 900_000,
    }).facts;
    expect([bar?.occurredAt, bar?.knownAt]).toEqual(["2026-11-24T15:01:00.000Z", "2026-11-24T15:16:00.000Z"]);
  });

  it("takes a bar without count and average, with nulls and with keys it does not know", () => {
    const { facts, findings } = readBars([aBar({ n: null, vw: undefined, extra: 1 })], "1m", whole, telling);
    expect(findings).toEqual([]);
    expect(Object.keys(facts[0] ?? {})).not.toContain("vwap");
  });

  it.each([
    ["a price in words", aBar({ o: "1.0" })],
    ["a price of zero", aBar({ l: 0 })],
    ["no time", aBar({ t: "today" })],
    ["no row", null],
  ])("makes %s a finding and no bar", (_name, row) => {
    const { facts, findings } = readBars([row], "1m", whole, telling);
    expect([facts.length, findings[0]?.check, findings[0]?.subject]).toEqual([0, "unreadable", "AAPL"]);
  });

  it("says that there is a bar on a day without trading", () => {
    const { facts, findings } = readBars([aBar({ t: "2025-12-25T05:00:00Z" })], "1d", whole, telling);
    expect([facts.length, findings[0]?.check]).toEqual([0, "not-a-session"]);
  });

  it("cuts nanoseconds and never rounds them into the future", () => {
    const [trade] = readTrades([aTrade({ t: "2026-11-24T15:30:19.999999999Z" })], whole, telling).facts;
    expect(trade?.occurredAt).toBe("2026-11-24T15:30:19.999Z");
  });

  it("names a trade by day, venue and number, and knows that one was taken back since it was told", () => {
    const rows = [
      aTrade(),
      aTrade({ i: "7169735375803600001", x: null, u: "corrected" }),
      aTrade({ u: "incorrect" }),
    ];
    expect(
      readTrades(rows, whole, telling).facts.map(({ id, state, knownAt }) => [id, state, knownAt]),
    ).toEqual([
      ["2026-11-24:V:7", "good", "2026-11-24T15:30:00.123Z"],
      ["2026-11-24::7169735375803600001", "corrected", NOW],
      ["2026-11-24:V:7", "canceled", NOW],
    ]);
  });

  it("counts quotes with one side in one finding", () => {
    const { facts, findings } = readQuotes(
      [aQuote(), aQuote({ ap: 0, as: 0 }), aQuote({ bp: 0 })],
      whole,
      telling,
    );
    expect([facts.length, findings.length]).toEqual([1, 1]);
    expect(findings[0]?.detail).toBe("2 of 3 quotes have no bid or no offer and are left out.");
  });

  it("orders a book from the best price on, without empty levels", () => {
    const row = {
      t: "2026-11-24T15:30:00Z",
      b: [
        { p: 1, s: 1 },
        { p: 3, s: 1 },
        { p: 2, s: 0 },
      ],
      a: [
        { p: 9, s: 1 },
        { p: 8, s: 2 },
      ],
    };
    const [book] = readBook(row, { ...whole, symbol: "BTCUSD", kind: "coin" }, telling).facts;
    expect([book?.bids.map(({ price }) => price), book?.asks.map(({ price }) => price)]).toEqual([
      [3, 1],
      [8, 9],
    ]);
  });
});

describe("reading news", () => {
  const aRow = (over: object = {}) => ({
    id: 5,
    headline: "Profit up",
    created_at: "2026-11-24T15:00:00Z",
    updated_at: "2026-11-24T15:05:00Z",
    content: "<p>One.</p><p>Two &amp; three.</p>",
    symbols: ["AAPL", "BTC/USD", "bad symbol"],
    source: "wire",
    ...over,
  });

  it("tells the words without the markup", () => {
    const [article] = readNews([aRow()], telling).facts;
    expect(article).toMatchObject({ vendorId: "5", body: "One.\nTwo & three.", symbols: ["AAPL", "BTCUSD"] });
    expect(plainText("<script>alert(1)</script>safe")).toBe("safe");
  });

  it.each([
    ["no-date", { created_at: null }],
    ["no-date", { created_at: "soon" }],
    ["future-date", { created_at: "2027-01-01T00:00:00Z" }],
  ])("keeps an article with a finding: %s", (check, over) => {
    const { facts, findings } = readNews([aRow(over)], telling);
    expect([facts.length, findings.map((one) => one.check)]).toEqual([1, [check]]);
  });

  it("makes an article without a headline a finding", () => {
    const { facts, findings } = readNews([aRow({ headline: " " })], telling);
    expect([facts.length, findings[0]?.check]).toEqual([0, "unreadable"]);
  });
});

describe("reading what issuers do", () => {
  const read = (kind: string, row: object) => readActions({ [kind]: [row] }, telling);

  it.each([
    ["forward_splits", { symbol: "AB", ex_date: "2026-01-02", new_rate: 3, old_rate: 2 }, "split", 1.5],
    ["reverse_splits", { symbol: "AB", ex_date: "2026-01-02", new_rate: 1, old_rate: 50 }, "split", 0.02],
    ["stock_dividends", { symbol: "AB", ex_date: "2026-01-02", rate: 0.05 }, "split", 1.05],
    [
      "spin_offs",
      { source_symbol: "AB", new_symbol: "CD", ex_date: "2026-01-02", new_rate: 1, source_rate: 4 },
      "spin-off",
      0.25,
    ],
    [
      "name_changes",
      { old_symbol: "AB", new_symbol: "CD", process_date: "2026-01-02" },
      "symbol-change",
      null,
    ],
    ["cash_mergers", { acquiree_symbol: "AB", effective_date: "2026-01-02", rate: 9 }, "merger", null],
    ["worthless_removals", { symbol: "AB", process_date: "2026-01-02" }, "delisting", null],
  ])("knows %s", (kind, row, word, ratio) => {
    const { facts, findings } = read(kind, row);
    expect(findings).toEqual([]);
    expect(facts[0]).toMatchObject({ symbol: "AB", kind: word, ratio, exOn: "2026-01-02" });
  });

  it("knows an action from its ex-day on, and one to come from when it was told", () => {
    const dividend = { symbol: "AB", rate: 0.25, payable_date: null };
    const known = (ex_date: string) => read("cash_dividends", { ...dividend, ex_date }).facts[0]?.knownAt;
    expect([known("2026-07-06"), known("2026-12-01")]).toEqual(["2026-07-06T04:00:00.000Z", NOW]);
  });

  it.each([
    ["rights_distributions", { source_symbol: "AB" }, "left-out"],
    ["forward_splits", { symbol: "AB", ex_date: "2026-01-02", new_rate: 2, old_rate: 0 }, "unreadable"],
    ["cash_dividends", { symbol: "AB", rate: 1 }, "unreadable"],
  ])("makes %s it cannot keep a finding", (kind, row, check) => {
    const { facts, findings } = read(kind, row);
    expect([facts.length, findings[0]?.check]).toEqual([0, check]);
  });

  it.each([
    ["partial_calls", { symbol: "AB" }, ["AB"]],
    ["rights_distributions", { source_symbol: "AB", new_symbol: "CD", symbol: "AB" }, ["AB", "CD"]],
    ["stock_mergers", { acquiree_symbol: "AB", acquirer_symbol: "CD" }, ["AB", "CD"]],
    ["cash_dividends", { symbol: "AB", rate: "much" }, ["AB"]],
    ["cash_dividends", { rate: "much" }, [""]],
    ["cash_dividends", { symbol: "BACpA", rate: "much" }, [""]],
    ["cash_dividends", { symbol: "AB", old_symbol: 7 }, [""]],
    ["cash_dividends", "nonsense", [""]],
    ["partial_calls", { symbol: null }, ["partial_calls"]],
  ])(
    "says whom %s %j it cannot keep is about, and nobody where it names none surely",
    (kind, row, subjects) => {
      const { facts, findings } = readActions({ [kind]: [row] }, telling);
      expect([facts.length, findings.map(({ subject }) => subject)]).toEqual([0, subjects]);
    },
  );

  it("reads an asset with old fields and with new ones", () => {
    const row = {
      id: "x",
      class: "us_equity",
      exchange: "NYSE",
      symbol: "AB",
      name: "A & B",
      tradable: true,
      easy_to_borrow: true,
    };
    expect(readAsset(row, "AB", telling).facts[0]).toMatchObject({
      name: "A & B",
      kind: "equity",
      isTradable: true,
      isFractionable: null,
    });
  });
});

describe("symbols", () => {
  it.each([
    ["AAPL", "AAPL"],
    ["BRK.B", "BRK.B"],
    ["BTCUSD", "BTC/USD"],
  ])("%s is %s at Alpaca, there and back", (ours, theirs) => {
    expect([toAlpaca(ours)?.name, fromAlpaca(theirs)]).toEqual([theirs, ours]);
  });

  it("has no name for a preferred share that a capital would make another", () => {
    expect([fromAlpaca("BACpA"), toAlpaca("not a ticker")]).toEqual([null, null]);
  });
});
