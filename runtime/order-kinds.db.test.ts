import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Order } from "#core/model";
import { orders, toOrder } from "#db";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

let desk: RestingDesk;
beforeAll(async () => {
  desk = await openRestingDesk();
});
afterAll(() => desk.close());

const orderOf = async (proposalId: string): Promise<Order[]> =>
  (await desk.desk.db.select().from(orders).where(eq(orders.proposalId, proposalId)))
    .map(toOrder)
    .sort((a, b) => a.clientOrderId.length - b.clientOrderId.length);

describe("on the whole road, through the simulated broker", () => {
  it("a bracket fills, leaves its exit on both sides, and the exit is canceled", async () => {
    const id = await desk.wish({
      symbol: "KO",
      quantity: "3",
      orderClass: "bracket",
      takeProfit: { limitPrice: "90" },
      stopLoss: { stopPrice: "40" },
    });
    await desk.trading.settle(2_000);
    const [entry, leaving] = await orderOf(id);
    expect(entry).toMatchObject({ state: "filled", filledQuantity: "3" });
    expect(leaving).toMatchObject({
      state: "accepted",
      exitOf: entry?.clientOrderId,
      terms: { quantity: "3" },
    });
    expect((await desk.trading.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([
      leaving?.clientOrderId,
    ]);
    await desk.perform("cancelOrder", { clientOrderId: leaving?.clientOrderId });
    await desk.trading.settle(2_000);
    expect((await orderOf(id))[1]).toMatchObject({ state: "canceled", filledQuantity: "0" });
    expect(await desk.trading.broker.openOrders()).toEqual([]);
  });

  it("a replacement is placed by the sweep once the broker has confirmed the cancel", async () => {
    const old = await desk.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: "30" });
    await desk.trading.settle(2_000);
    const [resting] = await orderOf(old);
    const { proposal } = await desk.perform<{ proposal: { id: string } }>("replaceOrder", {
      clientOrderId: resting?.clientOrderId,
      changes: { limitPrice: "31" },
    });
    await desk.trading.orderDesk.sweep();
    expect(await orderOf(proposal.id)).toEqual([]);
    await desk.trading.settle(2_000);
    await desk.trading.orderDesk.sweep();
    await desk.trading.settle(2_000);
    expect((await orderOf(old))[0]?.state).toBe("canceled");
    expect((await orderOf(proposal.id))[0]).toMatchObject({ state: "accepted", terms: { limitPrice: "31" } });
    expect((await desk.trading.broker.openOrders()).length).toBe(1);
  });

  it("leaves books without a violation", async () => {
    expect(violationsIn(await checkBooks({ db: desk.desk.db, broker: desk.brokerBooks() }))).toEqual([]);
  });
});
