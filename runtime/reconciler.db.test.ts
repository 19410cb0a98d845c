import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Broker, BrokerRejectedError, type OpenOrder } from "#core/execution/brokers";
import { randomOf } from "#core/market-data";
import type { BrokerEvent, TradingState } from "#core/model";
import { accounts, brokerDifferences, deskStartSteps, orders, symbolBlocks } from "#db";
import { START_STEPS } from "#operations";
import { brokerWith } from "./broker-with.ts";
import { Executor } from "./executor.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

/** How long a lost frame may stay unnoticed, ms. */
const FOUND_WITHIN_MS = 35_000;
const SEEDS = 6 * Number(process.env.QUARTERDECK_TORTURE ?? 1);

let scene: RestingDesk;
let executor: Executor;
beforeEach(async () => {
  scene = await openRestingDesk();
  // Its own would book what the one under test must not have heard of.
  await scene.trading.executor.close();
});
afterEach(async () => {
  await executor.close();
  await scene.close();
});

/** An executor of its own start, whose broker answers as told. */
function start(changed: Partial<Broker> = {}): Executor {
  executor = new Executor(scene.desk, brokerWith(scene.trading.broker, changed), {
    timings: { answerMs: 200 },
  });
  return executor;
}

async function account() {
  const [row] = await scene.desk.db.select().from(accounts);
  if (!row) throw new Error("the scene has no account");
  return row;
}
const state = async (): Promise<TradingState> => (await account()).tradingState as TradingState;
const differences = () =>
  scene.desk.db.select().from(brokerDifferences).orderBy(asc(brokerDifferences.firstSeenAt));
const kinds = async () => (await differences()).map(({ kind }) => kind);
const sent = async () =>
  (await scene.desk.db.select().from(orders)).filter((row) => row.state !== "intent").length;
const buyKo = (limitPrice: string, side: "buy" | "sell" = "buy") =>
  scene.wish({ symbol: "KO", side, quantity: "2", type: "limit", limitPrice });

/** Rounds of the executor every so many seconds. */
async function rounds(count: number, apartMs: number): Promise<void> {
  for (let round = 0; round < count; round++) {
    scene.clock.advance(apartMs);
    await executor.round();
  }
}

describe("an executor that starts", () => {
  it("goes through every step before it sends, and sends nothing that opens while the books differ", async () => {
    await buyKo("31");
    expect(await start().round()).toBe(1);
    const steps = await scene.desk.db.select().from(deskStartSteps).orderBy(asc(deskStartSteps.position));
    expect(steps.map(({ step }) => step)).toEqual(START_STEPS);
    expect(await account()).toMatchObject({ booksClean: true, tradingState: "ACTIVE" });

    await executor.close();
    await buyKo("32");
    let cash = "1";
    start({ account: async () => ({ ...(await scene.trading.broker.account()), cash }) });
    expect(await executor.round()).toBe(0);
    expect(await account()).toMatchObject({ booksClean: false, tradingState: "ACTIVE" });
    cash = "100000";
    await rounds(1, 5_000);
    expect([await kinds(), await sent()]).toEqual([["cash"], 2]);
    expect(await account()).toMatchObject({ booksClean: true, tradingState: "ACTIVE" });
  });

  it("takes no alarm from a lag of seconds, lets the account only reduce after ten, and halts it a minute later", async () => {
    await buyKo("31");
    let isApart = true;
    const phantom = { symbol: "KO", quantity: "9", averageCost: "1", marketPrice: null };
    start({ positions: async () => (isApart ? [phantom] : []) });
    await executor.round();
    await rounds(1, 9_000);
    isApart = false;
    await rounds(2, 5_000);
    expect(
      (await differences()).map(({ countedAt, resolvedAt }) => [countedAt, resolvedAt !== null]),
    ).toEqual([[null, true]]);
    expect(await account()).toMatchObject({ booksClean: true, tradingState: "ACTIVE" });

    isApart = true;
    const states: string[] = [];
    for (let round = 0; round < 21; round++) {
      await rounds(1, 5_000);
      states.push(await state());
    }
    expect([...new Set(states)]).toEqual(["ACTIVE", "REDUCING", "HALTED"]);
    expect(states.filter((one) => one === "REDUCING")).toHaveLength(12);
  });
});

describe("an order at the broker that is not ours", () => {
  const fill: BrokerEvent = {
    kind: "fill",
    clientOrderId: "by-hand-1",
    brokerOrderId: "b9",
    executionId: "x9",
    quantity: "1",
    price: "60",
    fee: "0",
    at: "2026-11-24T15:00:00.000Z",
    source: "simulated",
  };

  it("is written down once, lets the account only reduce, and holds up no cancel", async () => {
    await start().round();
    await buyKo("31");
    await executor.round();
    const [resting] = await scene.trading.broker.openOrders();
    await scene.perform("cancelOrder", { clientOrderId: resting?.clientOrderId });
    for (let again = 0; again < 2; again++) {
      await executor.close();
      start({
        eventsAfter: async (cursor) => {
          const told = await scene.trading.broker.eventsAfter(cursor);
          return { ...told, events: [...told.events, fill] };
        },
      });
      await executor.round();
    }
    expect(await kinds()).toEqual(["foreign-event"]);
    expect(await account()).toMatchObject({
      tradingState: "REDUCING",
      stateReason: expect.stringContaining("by-hand-1"),
    });
    expect(await scene.trading.broker.openOrders()).toEqual([]);
  });

  it("halts and cancels everything when it bears an id of ours that nobody cleared", async () => {
    await buyKo("31");
    await start().round();
    const [ours] = (await scene.trading.broker.openOrders()) as [OpenOrder & { isForeign: false }];
    let canceled = 0;
    const ghost = { ...ours, clientOrderId: "paper-nobody-cleared" };
    start({
      openOrders: async () => [...(await scene.trading.broker.openOrders()), ghost],
      cancelAll: async () => ++canceled,
    });
    await executor.round();
    expect([await state(), canceled, await kinds()]).toEqual(["HALTED", 1, ["uncleared-order"]]);
    await executor.round();
    expect(await scene.trading.broker.openOrders()).toEqual([]);
  });
});

describe("a fill that was never told, on a stream that looks healthy", () => {
  let lost: string | null = null;
  const isLost = (event: BrokerEvent) => event.kind === "fill" && event.clientOrderId === lost;

  /** An order whose fill is lost at some moment between two looks. @returns how long nobody noticed, ms */
  async function lose(seed: number): Promise<number> {
    const random = randomOf(`lost ${seed}`);
    const step = () => 1_000 + Math.floor(random() * 5_000);
    const proposalId = await scene.wish({ symbol: "KO", quantity: String(2 + seed) });
    await executor.round();
    const [order] = await scene.desk.db.select().from(orders).where(eq(orders.proposalId, proposalId));
    lost = order?.clientOrderId ?? "the order was refused";
    for (let waits = Math.floor(random() * 6); waits > 0; waits--) await rounds(1, step());
    await scene.trading.broker.tick();
    const at = scene.clock.now().getTime();
    const known = (await differences()).length;
    const sinceMs = () => scene.clock.now().getTime() - at;
    while ((await differences()).length === known && sinceMs() <= 2 * FOUND_WITHIN_MS)
      await rounds(1, step());
    return sinceMs();
  }

  it(`is found within ${FOUND_WITHIN_MS / 1000} s, whenever it was lost`, async () => {
    const unnoticed: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      start({
        subscribe: (listener) => scene.trading.broker.subscribe((event) => isLost(event) || listener(event)),
        eventsAfter: async (cursor) => {
          const told = await scene.trading.broker.eventsAfter(cursor);
          return { ...told, events: told.events.filter((event) => !isLost(event)) };
        },
      });
      unnoticed.push(await lose(seed));
      // Told at last, it makes the books agree, and the next order begins from there.
      lost = null;
      await executor.close();
      await start().round();
      expect(await account()).toMatchObject({ booksClean: true, tradingState: "ACTIVE" });
      await executor.close();
    }
    expect(unnoticed.filter((ms) => ms > FOUND_WITHIN_MS)).toEqual([]);
  });
});

describe("an instrument whose exits come to nothing", () => {
  it("is blocked after the third within five minutes, until a person lifts it", async () => {
    await scene.wish({ symbol: "KO", quantity: "9" });
    await start().round();
    await scene.trading.broker.tick();
    await rounds(1, 1_000);
    await executor.close();
    start({
      submit: async () => {
        throw new BrokerRejectedError("not now");
      },
    });
    const exit = async (quantity: string) => {
      await scene.wish({ symbol: "KO", side: "sell", quantity });
      await executor.round();
    };
    for (const quantity of ["1", "2", "3"]) await exit(quantity);
    await rounds(1, 1_000);
    expect(await scene.desk.db.select().from(symbolBlocks)).toMatchObject([
      { symbol: "KO", alsoExits: true },
    ]);
    await expect(exit("4")).rejects.toThrow("KO is blocked until a person has looked at it");
    await scene.perform("liftSymbolBlock", { symbol: "KO", reason: "The broker was down" });
    await exit("5");
    expect(await sent()).toBe(5);
  });
});
