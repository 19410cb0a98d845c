import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, type Order } from "#core/model";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

/** How long the executor waits here; a busy machine is no silent broker. */
const ANSWER_MS = 1_500;

describe("an order on Alpaca's paper account", () => {
  let alpaca: AlpacaStandIn;
  let desk: RestingDesk;
  /** The stand-in's market is the desk's, so that what the gates price is what trades. */
  const standInClock = new ManualClock("2026-11-24T15:00:00.000Z");

  beforeAll(async () => {
    alpaca = await openAlpaca({ seed: 3, clock: { now: () => desk?.clock.now() ?? standInClock.now() } });
    desk = await openRestingDesk({
      account: { broker: "alpaca", environment: "paper", brokerUrl: alpaca.url },
      env: { APCA_API_KEY_ID: STAND_IN_KEY.id, APCA_API_SECRET_KEY: STAND_IN_KEY.secret },
      timings: { answerMs: ANSWER_MS, minLooks: 1, minLookMs: 0 },
    });
    await alpaca.until(() => alpaca.stream.listening === 1);
    for (const symbol of ["KO", "NVDA"]) {
      const quote = await desk.market.quote(symbol, desk.clock.now().toISOString());
      alpaca.setQuote(symbol, quote?.bid.toFixed(2) ?? "", quote?.ask.toFixed(2) ?? "");
    }
  });
  afterAll(async () => {
    await desk.close();
    await alpaca.close();
  });
  beforeEach(() => alpaca.heal());

  /** Everything the executor owes is done, and everything the broker told has been heard. */
  async function rounds(count = 3): Promise<void> {
    for (let round = 0; round < count; round++) {
      desk.clock.advance(2_000);
      await desk.trading.executor.round();
      await alpaca.stream.drained();
    }
    await desk.trading.executor.round();
  }
  async function orderOf(proposalId: string): Promise<Order | undefined> {
    const { orders } = await desk.perform<{ orders: Order[] }>("listOrders", { limit: 50 });
    return orders.find((order) => order.proposalId === proposalId && !order.exitOf);
  }
  const held = async (symbol: string) =>
    (
      await desk.perform<{ positions: { symbol: string; quantity: string }[] }>("getPortfolio", {})
    ).positions.find((position) => position.symbol === symbol)?.quantity ?? "0";

  it("is proposed, judged, approved by another person, sent once, filled and held", async () => {
    const proposal = await desk.wish({ symbol: "NVDA", quantity: "100", type: "market" });
    const { approval } = await desk.perform<{ approval: { id: string } }>("getTicket", {
      proposalId: proposal,
    });
    expect(alpaca.engine.orders).toEqual([]);
    await desk.perform("decideApproval", { approvalId: approval.id, decision: "approve" }, desk.ann);
    await desk.trading.orderDesk.advance(proposal);
    await rounds();
    const order = await orderOf(proposal);
    expect(order).toMatchObject({ state: "filled", filledQuantity: "100", source: "simulated" });
    const atBroker = alpaca.order(order?.clientOrderId ?? "");
    // Nothing without a bound leaves the desk: the market order travelled as a limit order.
    expect(atBroker).toMatchObject({ type: "limit", limit_price: order?.terms.limitPrice, status: "filled" });
    expect(await held("NVDA")).toBe("100");
    expect(alpaca.takenCount(order?.clientOrderId ?? "")).toBe(1);
  });

  it.each([
    ["accepted, and the answer never came", "4", { kind: "hang", isDone: true }],
    [
      "accepted, and a proxy's page came back",
      "5",
      { kind: "answer", status: 200, body: "<html>", isDone: true },
    ],
    ["accepted, and an error came back", "6", { kind: "answer", status: 504, body: "", isDone: true }],
    ["lost on the way", "7", { kind: "drop" }],
  ] as const)("stands there once when it was %s", async (_case, quantity, fault) => {
    const proposal = await desk.wish({ symbol: "KO", quantity, type: "market" });
    alpaca.fail("POST /v2/orders", fault);
    await rounds(4);
    const order = await orderOf(proposal);
    expect(order?.state).toBe("filled");
    expect(alpaca.takenCount(order?.clientOrderId ?? "")).toBe(1);
  });

  it("is closed with the broker's words when the broker refuses it", async () => {
    const body = JSON.stringify({ code: 40310000, message: "insufficient buying power" });
    const proposal = await desk.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: "30" });
    alpaca.fail("POST /v2/orders", { kind: "answer", status: 403, body });
    await rounds(1);
    expect(await orderOf(proposal)).toMatchObject({
      state: "rejected",
      reason: "insufficient buying power (40310000)",
    });
    expect(alpaca.engine.open).toEqual([]);
  });

  it("is canceled there when a person cancels it", async () => {
    const proposal = await desk.wish({ symbol: "KO", quantity: "3", type: "limit", limitPrice: "31" });
    await rounds(1);
    const order = await orderOf(proposal);
    await desk.perform("cancelOrder", { clientOrderId: order?.clientOrderId });
    await rounds();
    expect((await orderOf(proposal))?.state).toBe("canceled");
    expect(alpaca.order(order?.clientOrderId ?? "")?.status).toBe("canceled");
  });

  it("leaves the exit of a bracket in our books and at the broker, and is flat when that has traded", async () => {
    const before = await held("KO");
    const quote = await desk.market.quote("KO", desk.clock.now().toISOString());
    const [profit, stop, least] = [1.2, 0.9, 0.88].map((part) => ((quote?.ask ?? 0) * part).toFixed(2));
    const proposal = await desk.wish({
      symbol: "KO",
      quantity: "8",
      type: "market",
      orderClass: "bracket",
      takeProfit: { limitPrice: profit },
      stopLoss: { stopPrice: stop, limitPrice: least },
    });
    await rounds();
    const entry = await orderOf(proposal);
    expect(entry?.state).toBe("filled");
    alpaca.setQuote("KO", String(Number(profit) + 1), String(Number(profit) + 1.02));
    await alpaca.stream.drained();
    await rounds();
    const { orders } = await desk.perform<{ orders: Order[] }>("listOrders", { limit: 50 });
    const exit = orders.find(({ clientOrderId }) => clientOrderId === `${entry?.clientOrderId}-x`);
    expect(exit).toMatchObject({
      state: "filled",
      filledQuantity: "8",
      terms: { side: "sell", orderClass: "oco" },
    });
    expect([await held("KO"), alpaca.engine.open]).toEqual([before, []]);
    alpaca.setQuote("KO", quote?.bid.toFixed(2) ?? "", quote?.ask.toFixed(2) ?? "");
  });

  it("has fills that were lost on the stream within half a minute", async () => {
    alpaca.stream.misbehave({ lose: 1_000 });
    const before = await held("KO");
    const proposal = await desk.wish({ symbol: "KO", quantity: "1", type: "market" });
    await rounds(1);
    desk.clock.advance(30_000);
    await rounds(1);
    expect((await orderOf(proposal))?.state).toBe("filled");
    expect(Number(await held("KO"))).toBe(Number(before) + 1);
  });
});
