import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bar, type Finding, ManualClock, type Quote, type Trade } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import type { Collector, Line, ListenWish, Page } from "../../../collector.ts";
import { alpacaCollector } from "../index.ts";

const START = "2026-11-24T22:30:00.000Z";
let clock: ManualClock;
let alpaca: AlpacaStandIn;
let collector: Collector;
let line: Line | null;
let pages: Page[];
const looks = new Set<() => void>();

beforeEach(async () => {
  clock = new ManualClock(START);
  alpaca = await openAlpaca({ clock, symbolLimit: 3, rateLimit: 100_000 });
  pages = [];
  line = null;
  collector = open(STAND_IN_KEY.secret, 60_000);
});
afterEach(async () => {
  await line?.close();
  await collector.close();
  await alpaca.close();
});

function open(secretKey: string, lookMs: number): Collector {
  return alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey,
    clock,
    dataUrl: alpaca.url,
    streamUrl: alpaca.url.replace("http", "ws"),
    callsPerMinute: 100_000,
    sleep: async () => {},
    timings: { reconnectMs: 5, retryMs: 5, lookMs, openMs: 2_000 },
  });
}

async function listen(wish: ListenWish): Promise<Line> {
  line =
    (await collector.listen?.(wish, (page) => {
      pages.push(page);
      for (const look of [...looks]) look();
    })) ?? null;
  if (!line) throw new Error("it does not listen");
  return line;
}

function until(look: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!look()) return;
      looks.delete(check);
      resolve();
    };
    looks.add(check);
    check();
  });
}

const bars = (): Bar[] => pages.flatMap(({ facts }) => facts.bars ?? []);
const trades = (): Trade[] => pages.flatMap(({ facts }) => facts.trades ?? []);
const quotes = (): Quote[] => pages.flatMap(({ facts }) => facts.quotes ?? []);
const findings = (): Finding[] => pages.flatMap(({ facts }) => facts.findings ?? []);
const startOfMinute = (index: number) => new Date(Date.parse(START) + index * 60_000).toISOString();

/** A minute passes, and its bar is told. */
function minute(index: number, close: number): void {
  clock.set(new Date(Date.parse(START) + (index + 1) * 60_000 + 100));
  alpaca.market.bar("AAPL", { t: startOfMinute(index).replace(".000Z", "Z"), c: close });
}

/** The connection breaks, and nobody hears what follows until it may come back. */
async function breakOff(): Promise<void> {
  alpaca.market.stream.misbehave({ refuseWith: 503 });
  alpaca.market.stream.drop();
  await alpaca.until(() => alpaca.market.stream.listening === 0);
}

describe("a line to Alpaca", () => {
  it("tells bars by their close, and a corrected bar again under the same key", async () => {
    await listen({ bars: ["AAPL"] });
    minute(0, 187.5);
    alpaca.market.bar("AAPL", { t: "2026-11-24T22:30:00Z", c: 187.6 }, "u");
    await until(() => bars().length === 2);
    expect(bars().map(({ occurredAt, close, interval }) => [occurredAt, close, interval])).toEqual([
      ["2026-11-24T22:31:00.000Z", 187.5, "1m"],
      ["2026-11-24T22:31:00.000Z", 187.6, "1m"],
    ]);
    expect(bars()[0]).toMatchObject({ symbol: "AAPL", source: "simulated", collector: "alpaca" });
  });

  it("tells all messages of one frame in one page", async () => {
    await listen({ quotes: ["AAPL", "KO"] });
    alpaca.market.burst(["AAPL", "KO"], 40, 40);
    await until(() => quotes().length === 40);
    expect(pages.filter(({ facts }) => facts.quotes)).toHaveLength(1);
  });

  it("tells what it missed while it was down before anything newer", async () => {
    await listen({ bars: ["AAPL"] });
    minute(0, 100);
    await until(() => bars().length === 1);
    await breakOff();
    for (const index of [1, 2, 3]) minute(index, 100 + index);
    alpaca.market.stream.misbehave({ refuseWith: 0 });
    await alpaca.until(() => alpaca.market.stream.listening === 1);
    minute(4, 104);
    await until(() => bars().some(({ close }) => close === 104));
    const order = bars().map(({ close }) => close);
    expect([...new Set(order)]).toEqual([100, 101, 102, 103, 104]);
    expect(order.indexOf(104)).toBeGreaterThan(order.lastIndexOf(103));
    await until(() => findings().length > 0);
    expect(findings()).toMatchObject([{ check: "stream-gap", topic: "stock-stream", severity: "info" }]);
    expect(line?.health().status).toBe("ok");
  });

  it("keeps asking for what it missed until it is answered", async () => {
    await listen({ bars: ["AAPL"], trades: ["AAPL"] });
    await breakOff();
    alpaca.market.trade("AAPL", { p: 99 });
    minute(0, 100);
    alpaca.market.fail("/v2/stocks", { kind: "status", status: 500 }, 6);
    alpaca.market.stream.misbehave({ refuseWith: 0 });
    await until(() => trades().length > 0 && bars().length > 0);
    expect([trades()[0]?.price, bars()[0]?.close]).toEqual([99, 100]);
  });

  it("is not harmed by repeated and disordered messages", async () => {
    await listen({ trades: ["AAPL"] });
    const { stream } = alpaca.market;
    stream.misbehave({ repeat: 1 });
    alpaca.market.trade("AAPL", { p: 1, i: 11 });
    stream.misbehave({ reorder: 1 });
    alpaca.market.trade("AAPL", { p: 2, i: 12 });
    alpaca.market.trade("AAPL", { p: 3, i: 13 });
    await until(() => trades().length === 4);
    const byId = new Map(trades().map((trade) => [trade.id, trade.price]));
    expect([...byId].sort()).toEqual([
      ["2026-11-24:V:11", 1],
      ["2026-11-24:V:12", 2],
      ["2026-11-24:V:13", 3],
    ]);
    expect(findings()).toEqual([]);
  });

  it("takes a trade back, and corrects one, as facts about the trades as they were", async () => {
    await listen({ trades: ["AAPL"] });
    const wrong = alpaca.market.trade("AAPL", { p: 10, i: 1 });
    const undone = alpaca.market.trade("AAPL", { p: 20, i: 2 });
    clock.advance(60_000);
    const right = alpaca.market.correct("AAPL", wrong, { p: 11, s: 50 });
    alpaca.market.cancel("AAPL", undone);
    await until(() => trades().length === 5);
    const later = trades().slice(2);
    expect(later.map(({ id, price, state }) => [id, price, state])).toEqual([
      ["2026-11-24:V:1", 10, "canceled"],
      [`2026-11-24:V:${right.i}`, 11, "corrected"],
      ["2026-11-24:V:2", 20, "canceled"],
    ]);
    for (const { occurredAt, knownAt } of later)
      expect([occurredAt, knownAt]).toEqual([START, "2026-11-24T22:31:00.000Z"]);
  });

  it("tells a coin's whole book after each change, and begins anew after a disordered one", async () => {
    alpaca.market.book("BTC/USD", [{ p: 90, s: 1 }], [{ p: 92, s: 1 }], true);
    await listen({ books: ["BTCUSD"] });
    const books = () => pages.flatMap(({ facts }) => facts.books ?? []);
    await until(() => books().length === 1);
    clock.advance(1_000);
    alpaca.market.book(
      "BTC/USD",
      [
        { p: 91, s: 2 },
        { p: 90, s: 0 },
      ],
      [],
    );
    await until(() => books().length === 2);
    expect(books().at(-1)).toMatchObject({
      symbol: "BTCUSD",
      bids: [{ price: 91, size: 2 }],
      asks: [{ price: 92, size: 1 }],
      occurredAt: "2026-11-24T22:30:01.000Z",
    });
    clock.set(START);
    alpaca.market.book("BTC/USD", [{ p: 80, s: 1 }], []);
    clock.advance(2_000);
    alpaca.market.resetBook("BTC/USD");
    await until(() => books().length === 3);
    expect(
      books()
        .at(-1)
        ?.bids.map(({ price }) => price),
    ).toEqual([91, 80]);
  });

  it("says what it cannot listen to, and listens to the rest", async () => {
    await listen({ bars: ["AAPL", "no ticker"], books: ["AAPL"] });
    minute(0, 5);
    await until(() => bars().length === 1);
    expect(findings().map(({ topic, subject }) => [topic, subject])).toEqual([
      ["bars", "no ticker"],
      ["books", "AAPL"],
    ]);
  });

  it("tells news", async () => {
    await listen({ articles: true });
    alpaca.market.article({ id: 7, headline: "Apple &amp; others rise", content: "<p>By a <b>lot</b>.</p>" });
    await until(() => pages.length === 1);
    expect(pages[0]?.facts.articles).toMatchObject([
      { vendorId: "7", headline: "Apple & others rise", body: "By a lot.", publishedAt: START },
    ]);
  });
});

describe("a line that looks sound", () => {
  it("finds a bar and a trade that the stream lost", async () => {
    collector = open(STAND_IN_KEY.secret, 20);
    await listen({ bars: ["AAPL"], trades: ["AAPL"] });
    const { stream } = alpaca.market;
    clock.advance(100);
    alpaca.market.trade("AAPL", { p: 1, i: 1 });
    stream.misbehave({ lose: 1 });
    alpaca.market.trade("AAPL", { p: 2, i: 2 });
    stream.misbehave({ lose: 1 });
    clock.set("2026-11-24T22:31:00.100Z");
    alpaca.market.bar("AAPL", { t: "2026-11-24T22:30:00Z", c: 2, n: 2 });
    await stream.drained();
    clock.set("2026-11-24T22:32:00.000Z");
    await until(() => bars().length === 1 && trades().length === 2);
    expect(trades().map(({ price }) => price)).toEqual([1, 2]);
    expect(new Set(findings().map(({ check, topic }) => `${check} ${topic}`))).toEqual(
      new Set(["stream-gap bars", "stream-gap trades"]),
    );
  });

  it("leaves a sound line alone", async () => {
    collector = open(STAND_IN_KEY.secret, 20);
    await listen({ bars: ["AAPL"] });
    minute(0, 5);
    await until(() => bars().length === 1);
    clock.set("2026-11-24T22:33:00.000Z");
    const asked = alpaca.calls.length;
    await alpaca.until(() => alpaca.calls.length >= asked + 2);
    expect([bars().length, findings()]).toEqual([1, []]);
  });
});

describe("a line that is refused", () => {
  it("says that the key is not accepted, and does not try again", async () => {
    collector = open("wrong", 60_000);
    await expect(listen({ bars: ["AAPL"] })).rejects.toMatchObject({ fault: "unauthorised" });
    expect(alpaca.market.stream.authenticated).toBe(0);
  });

  it("says that the plan has fewer symbols", async () => {
    const refused = listen({ quotes: ["AAPL", "KO", "MSFT", "SPY"] });
    await expect(refused).rejects.toMatchObject({ fault: "forbidden" });
    await expect(refused).rejects.toThrow(/symbol limit exceeded/);
  });

  it("connects again when its key came too late", async () => {
    await listen({ bars: ["AAPL"] });
    alpaca.market.stream.sayError(404);
    await until(() => findings().some(({ check }) => check === "stream-gap"));
    minute(0, 3);
    await until(() => bars().length === 1);
    expect(alpaca.market.stream.authenticated).toBe(2);
  });

  it("says that it was read too slowly, and what it missed then", async () => {
    await listen({ bars: ["AAPL"] });
    alpaca.market.stream.sayError(407);
    await until(() => findings().length === 2);
    expect(findings().map(({ detail }) => detail)).toEqual([
      "Alpaca ended the stream because it was read too slowly.",
      expect.stringMatching(/^The stock line was down from /),
    ]);
  });

  it("asks for everything again when a message makes no sense", async () => {
    await listen({ bars: ["AAPL"] });
    alpaca.market.stream.sendRaw(Buffer.from([0xc1]));
    await until(() => findings().some(({ check }) => check === "stream-gap"));
    expect(findings()[0]).toMatchObject({ check: "unreadable", severity: "error" });
    minute(0, 3);
    await until(() => bars().length === 1);
  });

  it("never shows its secret", async () => {
    collector = open("canary-secret-4711", 60_000);
    const error = await listen({ bars: ["AAPL"] }).catch((reason: unknown) => reason);
    expect(JSON.stringify([String(error), error, pages, collector.health()])).not.toContain("canary-secret");
  });
});
