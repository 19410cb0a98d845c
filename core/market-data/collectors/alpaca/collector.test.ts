import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FactBatch, ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import type { Collector, Wish } from "../../collector.ts";
import { type AlpacaOptions, alpacaCollector } from "./index.ts";

const TODAY: Wish = {
  topic: "bars",
  symbols: ["AAPL"],
  interval: "1m",
  from: "2026-11-24T14:30:00.000Z",
  to: "2026-11-24T21:00:00.000Z",
};
let alpaca: AlpacaStandIn;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock("2026-11-24T15:30:20.000Z");
  alpaca = await openAlpaca({ clock, plan: "free" });
});
afterEach(() => alpaca.close());

const open = (more: Partial<AlpacaOptions> = {}): Collector =>
  alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey: STAND_IN_KEY.secret,
    clock,
    dataUrl: alpaca.url,
    streamUrl: alpaca.url.replace("http", "ws"),
    sleep: async () => {},
    ...more,
  });

async function all(collector: Collector, wish: Wish): Promise<FactBatch[]> {
  const batches: FactBatch[] = [];
  for await (const { facts } of collector.collect(wish)) batches.push(facts);
  return batches;
}

describe("the feed that is paid for", () => {
  it("tells the newest minute of one exchange for nothing", async () => {
    const [facts] = await all(open(), TODAY);
    expect(facts?.bars?.at(-1)?.occurredAt).toBe("2026-11-24T15:30:00.000Z");
  });

  it("tells all exchanges a quarter of an hour late, and knows it", async () => {
    const [facts] = await all(open({ feed: "delayed_sip" }), TODAY);
    const last = facts?.bars?.at(-1);
    expect([last?.occurredAt, last?.knownAt]).toEqual([
      "2026-11-24T15:15:00.000Z",
      "2026-11-24T15:30:00.000Z",
    ]);
  });

  it("is refused in Alpaca's own words where it is not paid for", async () => {
    const collector = open({ feed: "sip" });
    const refused = all(collector, TODAY);
    await expect(refused).rejects.toMatchObject({ fault: "forbidden", vendor: "Alpaca" });
    await expect(refused).rejects.toThrow(/subscription does not permit querying recent SIP data/);
    expect(collector.health().status).toBe("warning");
  });
});

describe("a collector for Alpaca", () => {
  it("calls numbers live at Alpaca's own address alone", () => {
    const sourceAt = (dataUrl: string, feed: AlpacaOptions["feed"] = "iex") => open({ dataUrl, feed }).source;
    expect(sourceAt("https://data.alpaca.markets")).toBe("live");
    expect(sourceAt("https://data.alpaca.markets", "delayed_sip")).toBe("delayed");
    expect(sourceAt("https://proxy.example")).toBe("simulated");
  });

  it("says what it does not have, and what is no place to go on from", async () => {
    const collector = open();
    await expect(all(collector, { topic: "series", seriesIds: ["GDP"] })).rejects.toThrow(
      "Alpaca has no series.",
    );
    const resumed = collector.collect(TODAY, { resume: "elsewhere" })[Symbol.asyncIterator]();
    await expect(resumed.next()).rejects.toMatchObject({ fault: "bad-request" });
    expect(alpaca.calls).toEqual([]);
  });

  it("asks nothing of a window that has not begun", async () => {
    const later = { from: "2026-12-01T00:00:00.000Z", to: "2026-12-02T00:00:00.000Z" };
    expect(await all(open(), { topic: "bars", symbols: ["AAPL"], interval: "1d", ...later })).toEqual([
      { receivedAt: clock.now().toISOString(), findings: [] },
    ]);
    expect(alpaca.calls).toEqual([]);
  });

  it("has books of coins, and says that shares have none", async () => {
    alpaca.market.book("BTC/USD", [{ p: 90, s: 1 }], [{ p: 92, s: 2 }], true);
    const batches = await all(open(), { topic: "books", symbols: ["BTCUSD", "AAPL"] });
    expect(batches.flatMap(({ books = [] }) => books.map(({ symbol }) => symbol))).toEqual(["BTCUSD"]);
    expect(batches.flatMap(({ findings = [] }) => findings.map(({ subject }) => subject))).toEqual(["AAPL"]);
  });

  it("never shows its key, whatever is answered", async () => {
    const collector = open({ keyId: "CANARYKEY", secretKey: "canary-secret" });
    const error = await all(collector, TODAY).catch((reason: unknown) => reason);
    const shown = JSON.stringify([error, String(error), collector.health(), alpaca.calls]);
    expect(shown).toContain("401");
    expect(shown).not.toMatch(/CANARYKEY|canary-secret/);
  });
});
