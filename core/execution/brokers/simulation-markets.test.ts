import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Bar, type BrokerEvent, ManualClock, type OrderTerms, type Quote } from "#core/model";
import { SimulationBroker, type SimulationOptions } from "./simulation.ts";
import { fileJournal, memoryJournal } from "./simulation-journal.ts";
import { barMarket, bookMarket, type MarketNow, quoteMarket } from "./simulation-market.ts";
import { aClearance, someTerms } from "./testing/a-clearance.ts";

const AT = "2026-11-24T15:00:00.000Z";
const FREE = { slippageBps: 0, commissionBps: 0 };

function aBroker(options: Partial<SimulationOptions>) {
  const clock = new ManualClock(AT);
  const broker = new SimulationBroker({ clock, journal: memoryJournal(), costs: FREE, ...options });
  const send = async (changes: Partial<OrderTerms>, wish = "a wish") => {
    const { cleared, id } = aClearance(someTerms(changes), wish, clock.now());
    await broker.submit(cleared);
    await broker.tick();
    return id;
  };
  const trades = async () =>
    (await broker.eventsAfter(0)).events.flatMap((event: BrokerEvent) =>
      event.kind === "fill" ? [`${event.quantity} at ${event.price}`] : [],
    );
  return { clock, broker, send, trades };
}
const level = (price: string, size: string) => ({ price, size });

describe("a simulation with an order book", () => {
  const now: MarketNow = {
    bids: [level("99", "5"), level("98", "50")],
    asks: [level("100", "3"), level("101", "4"), level("102", "9")],
    traded: [],
    source: "simulated",
  };

  it("eats level after level, and not past the limit", async () => {
    const { send, trades } = aBroker({ market: bookMarket(async () => now) });
    await send({ limitPrice: "101", timeInForce: "ioc" });
    expect(await trades()).toEqual(["3 at 100", "4 at 101"]);
  });

  it("kills a fill-or-kill order that the book cannot fill whole", async () => {
    const { send, trades, broker } = aBroker({ market: bookMarket(async () => now) });
    const id = await send({ limitPrice: "101", timeInForce: "fok" });
    expect(await trades()).toEqual([]);
    expect(await broker.findOrder(id)).toMatchObject({ state: "canceled" });
  });

  it("stands behind what was at its price before it, and moves up as that trades", async () => {
    let traded: MarketNow["traded"] = [];
    const market = bookMarket(async () => ({ ...now, traded }));
    const { send, trades, broker } = aBroker({ market });
    traded = [level("99", "1")];
    await send({ limitPrice: "99", quantity: "2" });
    traded = [level("99", "4")];
    await broker.tick();
    expect(await trades()).toEqual([]);
    traded = [level("99", "1")];
    await broker.tick();
    expect(await trades()).toEqual(["1 at 99"]);
    traded = [level("98.5", "10")];
    await broker.tick();
    expect(await trades()).toEqual(["1 at 99", "1 at 99"]);
  });
});

describe("a simulation with bars", () => {
  const bar = (low: number, high: number): Bar => ({
    symbol: "AAPL",
    interval: "1m",
    occurredAt: AT,
    knownAt: AT,
    open: 100,
    high,
    low,
    close: 100,
    volume: 60,
    source: "sample",
  });

  it("trades a share of the volume at the open, and a waiting order where the bar went through it", async () => {
    const { send, trades, broker } = aBroker({ market: barMarket(async () => bar(98, 103), 0.1) });
    await send({ limitPrice: "101", timeInForce: "ioc", quantity: "10" });
    expect(await trades()).toEqual(["6 at 100"]);
    await send({ limitPrice: "99", quantity: "2" }, "another wish");
    expect(await trades()).toEqual(["6 at 100", "2 at 99"]);
    expect((await broker.eventsAfter(0)).events.find(({ kind }) => kind === "fill")).toMatchObject({
      source: "sample",
    });
  });

  it("does not trade a waiting order that the bar did not reach", async () => {
    const { send, trades } = aBroker({ market: barMarket(async () => bar(99.5, 103)) });
    await send({ limitPrice: "99" });
    expect(await trades()).toEqual([]);
  });
});

describe("a simulation with quotes", () => {
  const quote: Quote = {
    symbol: "AAPL",
    bid: 99.99,
    ask: 100.01,
    bidSize: 3,
    askSize: 3,
    occurredAt: AT,
    knownAt: AT,
    source: "simulated",
  };

  it("trades no more than is shown, when told to look at sizes", async () => {
    const { send, trades, broker } = aBroker({ market: quoteMarket(async () => quote, { bySize: true }) });
    await send({ limitPrice: "101", quantity: "5" });
    await broker.tick();
    expect(await trades()).toEqual(["3 at 100.01", "2 at 100.01"]);
  });

  it("takes slippage and commission, and never trades past the limit", async () => {
    const costs = { slippageBps: 50, commissionBps: 10 };
    const { send, broker } = aBroker({ quote: async () => quote, costs });
    const id = await send({ limitPrice: "100.2" });
    expect(
      (await broker.eventsAfter(0)).events.filter(({ clientOrderId }) => clientOrderId === id)[1],
    ).toMatchObject({
      price: "100.2",
      fee: "1.01",
    });
  });

  it("lets an order travel before the market can meet it", async () => {
    const { send, trades, broker, clock } = aBroker({ quote: async () => quote, latencyMs: 250 });
    await send({ limitPrice: "101" });
    clock.advance(249);
    await broker.tick();
    expect(await trades()).toEqual([]);
    clock.advance(1);
    await broker.tick();
    expect(await trades()).toEqual(["10 at 100.01"]);
  });
});

describe("a simulated entry whose every fill is taken back", () => {
  it("leaves no exit to sell what was never bought", async () => {
    const market = {
      now: async () => ({
        bids: [level("100", "9")],
        asks: [level("100", "9")],
        traded: [],
        source: "simulated" as const,
      }),
    };
    const { send, broker } = aBroker({ market });
    const stopLoss = { stopPrice: "90", limitPrice: "89" };
    const id = await send({ type: "market", limitPrice: "101", quantity: "2", orderClass: "oto", stopLoss });
    expect(await broker.openOrders()).toMatchObject([{ clientOrderId: `${id}-x` }]);
    const fill = (await broker.eventsAfter(0)).events.find(({ kind }) => kind === "fill");
    broker.bust(fill?.kind === "fill" ? fill.executionId : "", "traded by mistake");
    expect([await broker.openOrders(), await broker.positions()]).toEqual([[], []]);
  });
});

describe("a simulation's books on disk", () => {
  it("bring back orders, exits, cash and how far a stop had come", async () => {
    const folder = mkdtempSync(join(tmpdir(), "simulation-"));
    let [bid, ask] = ["100", "100"];
    const market = {
      now: async () => ({
        bids: [level(bid, "99")],
        asks: [level(ask, "99")],
        traded: [],
        source: "simulated" as const,
      }),
    };
    const open = () => aBroker({ journal: fileJournal(join(folder, "books.jsonl")), market });
    const before = open();
    await before.send({ type: "market", limitPrice: "101" });
    const stop = await before.send(
      { side: "sell", type: "stop-limit", stopPrice: "95", limitPrice: "94", quantity: "4" },
      "a stop",
    );
    const bracket = await before.send(
      {
        type: "market",
        limitPrice: "101",
        quantity: "2",
        orderClass: "bracket",
        takeProfit: { limitPrice: "120" },
        stopLoss: { stopPrice: "50", limitPrice: "49" },
      },
      "a bracket",
    );
    [bid, ask] = ["93", "93.1"];
    await before.broker.tick();
    const after = open();
    expect(await after.broker.account()).toEqual(await before.broker.account());
    expect(await after.broker.openOrders()).toEqual(await before.broker.openOrders());
    // Reached before the restart, so it trades above its stop price too.
    [bid, ask] = ["96", "96.1"];
    await after.broker.tick();
    expect((await after.broker.findOrder(stop))?.state).toBe("filled");
    expect(await after.broker.findOrder(`${bracket}-x`)).toMatchObject({
      state: "accepted",
      terms: { quantity: "2" },
    });
    rmSync(folder, { recursive: true, force: true });
  });
});
