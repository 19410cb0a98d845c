import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { Collector, Line } from "#core/market-data";
import { alpacaCollector } from "#core/market-data/collectors";
import type { FactBatch, Order } from "#core/model";
import { closeRun, openRun, priceBands, tradingStatuses, tradingWatches } from "#db";
import { contextFor, recordFacts, systemActor } from "#operations";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { parseConfig } from "./config/load-config.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

/** Names Alpaca owns on this desk, and one that Yahoo does. */
const OWNED = ["KO", "JPM"];
/** Tuesday, ten in the morning in New York: the desk's clock at its start. */
const START = "2026-11-24T15:00:00.000Z";

let alpaca: AlpacaStandIn;
let desk: RestingDesk;
let collector: Collector;
let line: Line;
const heard: FactBatch[] = [];

beforeAll(async () => {
  alpaca = await openAlpaca({
    seed: 3,
    rateLimit: 100_000,
    clock: { now: () => desk?.clock.now() ?? new Date(START) },
  });
  const whole = parse(readFileSync("quarterdeck.yaml", "utf8"));
  const vendors = {
    alpaca: { enabled: true, symbols: OWNED, owns: OWNED },
    yahoo: { enabled: true, symbols: ["XOM"], owns: ["XOM"] },
  };
  desk = await openRestingDesk({
    account: { broker: "alpaca", environment: "paper", brokerUrl: alpaca.url },
    env: { APCA_API_KEY_ID: STAND_IN_KEY.id, APCA_API_SECRET_KEY: STAND_IN_KEY.secret },
    market: parseConfig(stringify({ ...whole, market: { seed: 3, vendors } })).market,
  });
  await alpaca.until(() => alpaca.stream.listening === 1);
  collector = alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey: STAND_IN_KEY.secret,
    clock: desk.clock,
    dataUrl: alpaca.url,
    streamUrl: alpaca.url.replace("http", "ws"),
    callsPerMinute: 100_000,
    sleep: async () => {},
    timings: { watchMs: 20, openMs: 5_000 },
  });
  const opened = await collector.listen?.({ quotes: OWNED, statuses: OWNED, bands: OWNED }, ({ facts }) =>
    heard.push(facts),
  );
  if (!opened) throw new Error("it does not listen");
  line = opened;
  await record({ bars: [...OWNED, "XOM"].flatMap((symbol) => history(symbol)) });
  await asked();
});
afterAll(async () => {
  await line.close();
  await collector.close();
  await desk.close();
  await alpaca.close();
});
beforeEach(async () => {
  desk.clock.advance(20_000);
  await hear();
  for (const table of [priceBands, tradingStatuses, tradingWatches]) await desk.desk.db.delete(table);
});

const now = () => desk.clock.now().toISOString();
const record = (facts: object) =>
  recordFacts.perform(contextFor(desk.desk, systemActor("collector")), { receivedAt: now(), ...facts });

/** A year of quiet days around $60. */
const history = (symbol: string) =>
  Array.from({ length: 365 }, (_, index) => {
    const at = new Date(Date.parse("2026-11-23T21:00:00.000Z") - index * 86_400_000).toISOString();
    const close = 60 + (index % 2) / 2;
    const collector = symbol === "XOM" ? "yahoo" : "alpaca";
    const told = { occurredAt: at, knownAt: at, source: "live", collector, volume: 10_000_000 };
    return { symbol, interval: "1d", open: close, high: close, low: close, close, ...told };
  });

/** Alpaca was asked what issuers announced, and nothing was. */
async function asked(): Promise<void> {
  const run = { id: "run_1", collector: "alpaca", job: "actions ahead of JPM KO" };
  await openRun(desk.desk.db, { ...run, from: START, to: START, startedAt: START });
  const ended = { outcome: "done", counts: {}, findings: 0, error: null, endedAt: START } as const;
  await closeRun(desk.desk.db, "run_1", ended);
}

/** Everything the stand-in's line told so far is stored, as if Alpaca itself had told it. */
async function hear(tellsAs: "live" | "simulated" = "live"): Promise<void> {
  await alpaca.market.stream.drained();
  const from = now();
  const newest = () => heard.findLast(({ receivedAt, watches }) => watches && receivedAt >= from);
  await expect.poll(newest, { timeout: 10_000 }).toBeDefined();
  const { watches } = newest() ?? {};
  for (const { watches: _earlier, ...facts } of heard.splice(0))
    if (Object.keys(facts).length > 1) await record(as(facts, tellsAs));
  await record(as({ receivedAt: from, watches }, tellsAs));
}
const as = (facts: FactBatch, source: string): object =>
  JSON.parse(JSON.stringify(facts).replaceAll('"source":"simulated"', `"source":"${source}"`));

/** The market opens a quarter of a minute later, at $60, within a band of $57 to $63. */
async function quoted(symbol = "KO"): Promise<void> {
  desk.clock.advance(20_000);
  alpaca.market.quote(symbol, { bp: 59.99, ap: 60.01 });
  alpaca.setQuote(symbol, "59.99", "60.01");
}
async function open(): Promise<void> {
  await quoted();
  alpaca.market.limits("KO", { d: 57, u: 63 });
  await hear();
}

async function check(order: object = {}, control = "C12"): Promise<string> {
  const wish = { symbol: "KO", side: "buy", quantity: "10", type: "limit", limitPrice: "60.5", ...order };
  const { verdict } = await desk.perform<{
    verdict: { checks: { id: string; outcome: string; reason: string }[] };
  }>("previewOrder", wish);
  const found = verdict.checks.find(({ id }) => id === control);
  return `${found?.outcome}: ${found?.reason}`;
}

describe("an order in a name whose prices Alpaca owns", () => {
  it("is proposed at the stored quote, judged, approved, placed and filled while its band and halts are heard", async () => {
    await open();
    const proposal = await desk.wish({ symbol: "KO", quantity: "50", type: "market" });
    const ticket = await desk.perform<{
      proposal: { referencePrice: string; priceSource: string };
      approval: { id: string } | null;
      verdict: { checks: { id: string; outcome: string; reason: string }[] };
    }>("getTicket", { proposalId: proposal });
    expect(ticket.verdict.checks.filter(({ outcome }) => outcome === "deny")).toEqual([]);
    expect(ticket.proposal).toMatchObject({ priceSource: "live" });
    expect(Number(ticket.proposal.referencePrice)).toBeCloseTo(60, 1);
    const approvalId = ticket.approval?.id ?? "";
    await desk.perform("decideApproval", { approvalId, decision: "approve" }, desk.ann);
    await desk.trading.orderDesk.advance(proposal);
    await desk.trading.executor.round();
    await alpaca.stream.drained();
    await desk.trading.executor.round();
    const { orders } = await desk.perform<{ orders: Order[] }>("listOrders", { limit: 5 });
    const order = orders.find(({ proposalId }) => proposalId === proposal);
    expect(order).toMatchObject({ state: "filled", filledQuantity: "50" });
    expect(alpaca.takenCount(order?.clientOrderId ?? "")).toBe(1);
  });

  it("is refused outside the band, on either side, by a cent", async () => {
    await open();
    expect(await check({ limitPrice: "63" })).toBe("pass: 63 lies inside the exchange's band of 57 to 63.");
    expect(await check({ limitPrice: "63.01" })).toMatch(/^deny: 63.01 lies outside/);
    expect(await check({ limitPrice: "56.99" })).toMatch(/^deny: 56.99 lies outside/);
  });

  it("is refused before a band was told, and where only another name's was", async () => {
    await quoted();
    alpaca.market.limits("JPM", { d: 57, u: 63 });
    await hear();
    expect(await check()).toMatch(/^deny: No price band has been told today/);
  });

  it("is refused while halted, whatever comes late, until it resumes and a new band is told", async () => {
    await open();
    alpaca.market.stream.misbehave({ reorder: 1 });
    alpaca.market.status("KO", { sc: "T", sm: "Trading Resumption" });
    desk.clock.advance(1_000);
    alpaca.market.status("KO", { sc: "H", sm: "Trading Halt", rm: "News pending" });
    await hear();
    expect(await check()).toMatch(/^deny: Trading has been halted since .*Trading Halt: News pending/);
    desk.clock.advance(1_000);
    alpaca.market.status("KO", { sc: "T", sm: "Trading Resumption" });
    await hear();
    expect(await check()).toMatch(/^deny: The newest price band is of .* may have been missed/);
    desk.clock.advance(1_000);
    alpaca.market.limits("KO", { d: 57, u: 63 });
    await hear();
    expect(await check()).toMatch(/^pass/);
  });

  it("is halted, not resumed, by two words of one instant", async () => {
    await open();
    desk.clock.advance(1_000);
    alpaca.market.status("KO", { sc: "H", sm: "Trading Halt" });
    alpaca.market.status("KO", { sc: "T", sm: "Trading Resumption" });
    alpaca.market.limits("KO", { d: 57, u: 63 });
    await hear();
    expect(await check()).toMatch(/^deny: Trading has been halted/);
  });

  it("is halted at once by an exchange whose clock is ahead of the desk's", async () => {
    await open();
    const ahead = new Date(desk.clock.now().getTime() + 3_000).toISOString();
    const told = { symbol: "KO", code: "H", reason: "", source: "live", collector: "alpaca" };
    await record({ statuses: [{ ...told, state: "halted", occurredAt: ahead, knownAt: ahead }] });
    expect(await check()).toBe(`deny: Trading has been halted since ${ahead}.`);
  });

  it("is refused once the line has been silent for a minute, which says for how long", async () => {
    await open();
    desk.clock.advance(45_000);
    expect(await check()).toMatch(/^pass/);
    desk.clock.advance(1_000);
    expect(await check()).toBe("deny: Halts and price bands were last heard 61 s ago; at most 60 s count.");
  });

  it("is refused on a band nobody could read, and on what a stand-in told", async () => {
    await open();
    alpaca.market.limits("KO", { d: Number.NaN, u: 63 });
    desk.clock.advance(20_000);
    await hear();
    expect(await check()).toMatch(/^deny: The newest price band is of .* may have been missed/);
    for (const table of [priceBands, tradingWatches]) await desk.desk.db.delete(table);
    desk.clock.advance(20_000);
    alpaca.market.limits("KO", { d: 57, u: 63 });
    await hear("simulated");
    expect(await check()).toMatch(/^deny: Who owns its prices tells no halts/);
  });

  it("is stored once, however often it is told", async () => {
    await open();
    const band = {
      symbol: "KO",
      lower: 57,
      upper: 63,
      isSuspended: false,
      occurredAt: now(),
      knownAt: now(),
      source: "live",
      collector: "alpaca",
    };
    await record({ bands: [{ ...band, lower: 56 }] });
    await record({ bands: [{ ...band, lower: 56 }] });
    const rows = await desk.desk.db.select({ lower: priceBands.lower }).from(priceBands);
    // The band told at the same instant stays beside it as what was known before.
    expect(rows.map(({ lower }) => lower).sort()).toEqual([56]);
    await expect(record({ bands: [{ ...band, lower: 64 }] })).rejects.toThrow();
  });
});

it("is refused where Yahoo owns the prices, with what would help", async () => {
  await record({
    quotes: [
      {
        symbol: "XOM",
        bid: 59.99,
        ask: 60.01,
        bidSize: 500,
        askSize: 500,
        occurredAt: now(),
        knownAt: now(),
        source: "delayed",
        collector: "yahoo",
      },
    ],
  });
  expect(await check({ symbol: "XOM" })).toBe(
    "deny: Who owns its prices tells no halts and no price bands. Only Alpaca's line does: let alpaca own the instrument, with lines on.",
  );
});
