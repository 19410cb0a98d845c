import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { orders } from "#db";
import { claimOrder, contextFor, recordDoubt, systemActor } from "#operations";
import { brokerWith } from "./broker-with.ts";
import { Executor } from "./executor.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

describe("an executor whose broker does not answer a look", () => {
  let desk: RestingDesk;
  beforeAll(async () => {
    desk = await openRestingDesk();
  });
  afterAll(() => desk.close());

  const far = (limitPrice: string) => ({ symbol: "KO", quantity: "2", type: "limit", limitPrice });
  const stateOf = async (id: string) =>
    (
      await desk.perform<{ orders: { clientOrderId: string; state: string }[] }>("listOrders", {
        limit: 10,
      })
    ).orders.find((order) => order.clientOrderId === id)?.state;

  const states = async () =>
    (await desk.desk.db.select({ state: orders.state }).from(orders)).map(({ state }) => state);

  it("still cancels what is to be canceled, and sends nothing new", async () => {
    const context = contextFor(desk.desk, systemActor("executor"));
    await desk.wish(far("30"));
    await desk.trading.executor.round();
    const [resting] = await desk.trading.broker.openOrders();
    await desk.wish(far("31"));
    const { claimed } = await claimOrder.perform(context, { executor: "another", leaseMs: 1_000 });
    const doubtful = claimed?.order.clientOrderId ?? "";
    await recordDoubt.perform(context, { clientOrderId: doubtful, reason: "No answer came." });
    await desk.wish({ symbol: "XOM", quantity: "1" });
    await desk.perform("cancelOrder", { clientOrderId: resting?.clientOrderId });

    const silent = brokerWith(desk.trading.broker, { findOrder: () => new Promise(() => {}) });
    const executor = new Executor(desk.desk, silent, { timings: { answerMs: 100 } });
    await expect(executor.round()).rejects.toThrow("did not answer");
    await executor.close();

    expect(await desk.trading.broker.openOrders()).toEqual([]);
    expect([await stateOf(resting?.clientOrderId ?? ""), await stateOf(doubtful)]).toEqual([
      "canceled",
      "unknown",
    ]);
    expect(await states()).toContain("intent");
  });

  it("is put in doubt within moments when the process is to stop, and nothing new is sent", async () => {
    await desk.trading.executor.close();
    await desk.wish({ symbol: "XOM", quantity: "2" });
    const mute = brokerWith(desk.trading.broker, { submit: () => new Promise(() => {}) });
    const executor = new Executor(desk.desk, mute, { timings: { answerMs: 60_000, leavingMs: 20 } });
    const under = executor.round();
    await vi.waitFor(async () => expect(await states()).toContain("sending"));
    executor.leave();
    expect(await under).toBe(1);
    await executor.close();
    expect((await states()).filter((state) => state === "intent")).toHaveLength(1);
    expect(await states()).not.toContain("sending");
  });
});
