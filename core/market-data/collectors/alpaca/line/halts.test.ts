import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FactBatch, ManualClock } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import type { Collector, Line, ListenWish } from "../../../collector.ts";
import { alpacaCollector } from "../index.ts";

const START = "2026-11-24T15:00:00.000Z";
const WISH: ListenWish = { statuses: ["KO", "JPM"], bands: ["KO", "JPM"] };
let clock: ManualClock;
let alpaca: AlpacaStandIn;
let collector: Collector;
let line: Line;
let told: FactBatch[];
let look = () => {};

beforeEach(async () => {
  clock = new ManualClock(START);
  alpaca = await openAlpaca({ clock, rateLimit: 100_000 });
  told = [];
  collector = alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey: STAND_IN_KEY.secret,
    clock,
    dataUrl: alpaca.url,
    streamUrl: alpaca.url.replace("http", "ws"),
    callsPerMinute: 100_000,
    sleep: async () => {},
    timings: { reconnectMs: 5, retryMs: 5, watchMs: 5, openMs: 2_000 },
  });
  line = await listen(WISH);
});
afterEach(async () => {
  await line.close();
  await collector.close();
  await alpaca.close();
});

async function listen(wish: ListenWish): Promise<Line> {
  const opened = await collector.listen?.(wish, ({ facts }) => {
    told.push(facts);
    look();
  });
  if (!opened) throw new Error("it does not listen");
  return opened;
}

/** Waits until what was told holds true of it. */
const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    look = () => holds() && resolve();
    look();
  });

const bands = () => told.flatMap((facts) => facts.bands ?? []);
const statuses = () => told.flatMap((facts) => facts.statuses ?? []);
const watches = (symbol: string) =>
  told.flatMap((facts) => facts.watches ?? []).filter((watch) => watch.symbol === symbol);
const unreadable = () =>
  told.flatMap((facts) => facts.findings ?? []).filter(({ check }) => check === "unreadable");

describe("halts and bands on Alpaca's line", () => {
  it("tells a band with the exchange's time", async () => {
    alpaca.market.limits("KO", { d: 57, u: 63 });
    await until(() => bands().length === 1);
    expect(bands()).toEqual([
      {
        symbol: "KO",
        lower: 57,
        upper: 63,
        isSuspended: false,
        occurredAt: START,
        knownAt: START,
        source: "simulated",
        collector: "alpaca",
      },
    ]);
  });

  it.each([
    ["H", "Trading Halt", ["halted"]],
    ["2", "Trading Halt", ["halted"]],
    ["P", "Volatility Trading Pause", ["halted"]],
    ["Q", "Quotation Resumption", ["halted"]],
    ["?", "never heard of", ["halted"]],
    ["T", "Trading Resumption", ["trading"]],
    ["3", "Resume", ["trading"]],
    ["E", "Short Sale Restriction", []],
  ])("reads status %s, %s, as %j", async (sc, sm, states) => {
    alpaca.market.status("KO", { sc, sm, rc: "LUDP", rm: "Volatility" });
    alpaca.market.status("JPM", { sc: "T", sm: "Trading Resumption" });
    await until(() => statuses().some(({ symbol }) => symbol === "JPM"));
    const ofKo = statuses().filter(({ symbol }) => symbol === "KO");
    expect(ofKo.map(({ state }) => state)).toEqual(states);
    for (const { reason } of ofKo) expect(reason).toBe(`${sm}: Volatility`);
  });

  it("dates by the exchange's clock what comes in another order", async () => {
    alpaca.market.stream.misbehave({ reorder: 1, repeat: 1 });
    alpaca.market.status("KO", { sc: "T", sm: "Trading Resumption" });
    clock.advance(1_000);
    alpaca.market.status("KO", { sc: "H", sm: "Trading Halt" });
    await until(() => statuses().length === 3);
    expect(statuses().map(({ state, occurredAt }) => [state, occurredAt])).toEqual([
      ["halted", "2026-11-24T15:00:01.000Z"],
      ["halted", "2026-11-24T15:00:01.000Z"],
      ["trading", START],
    ]);
  });

  it("says up to when all was heard: never later than a dead line would be noticed", async () => {
    await until(() => watches("KO").length > 0);
    expect(watches("KO")[0]).toMatchObject({ sinceAt: START, occurredAt: START, knownAt: START });
    clock.advance(45_000);
    await until(() => watches("KO").some(({ knownAt }) => knownAt > START));
    expect(watches("KO").at(-1)).toMatchObject({
      sinceAt: START,
      occurredAt: "2026-11-24T15:00:30.000Z",
      knownAt: "2026-11-24T15:00:45.000Z",
    });
  });

  it("begins anew after a break, of which nobody can tell what it hid", async () => {
    clock.advance(60_000);
    await until(() => watches("KO").length > 0);
    alpaca.market.stream.misbehave({ refuseWith: 503 });
    alpaca.market.stream.drop();
    await alpaca.until(() => alpaca.market.stream.listening === 0);
    clock.advance(60_000);
    alpaca.market.stream.misbehave({ refuseWith: 0 });
    await until(() => told.some(({ findings }) => findings?.[0]?.check === "stream-gap"));
    told = [];
    clock.advance(60_000);
    await until(() => watches("KO").some(({ sinceAt }) => sinceAt > START));
    expect(new Set(watches("KO").map(({ sinceAt }) => sinceAt))).toEqual(
      new Set(["2026-11-24T15:02:00.000Z"]),
    );
  });

  it.each([
    ["no number", { d: Number.NaN, u: 63 }],
    ["no limit at all", { d: 0, u: 0 }],
    ["the wrong way round", { d: 63, u: 57 }],
    ["endless", { d: 57, u: Number.POSITIVE_INFINITY }],
  ])("cannot read a band that is %s, and begins anew with that name alone", async (_what, limits) => {
    clock.advance(60_000);
    alpaca.market.limits("KO", limits);
    await until(() => unreadable().length === 1);
    clock.advance(60_000);
    await until(() => watches("KO").some(({ sinceAt }) => sinceAt > START));
    expect(bands()).toEqual([]);
    expect(unreadable()[0]).toMatchObject({ topic: "bands", subject: "KO", severity: "error" });
    expect(watches("KO").at(-1)?.sinceAt).toBe("2026-11-24T15:01:00.000Z");
    expect(watches("JPM").at(-1)?.sinceAt).toBe(START);
  });
});
