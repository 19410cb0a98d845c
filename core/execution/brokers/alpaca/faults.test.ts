import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSameOrder } from "../../same-order.ts";
import {
  BrokerAmbiguousError,
  BrokerRejectedError,
  BrokerSilentError,
  DuplicateOrderError,
} from "../broker.ts";
import { someTerms } from "../testing/a-clearance.ts";
import { type AlpacaScene, alpacaScene } from "../testing/alpaca-scene.ts";
import { SceneDesk } from "../testing/broker-scene.ts";

const MARKET = { type: "market", limitPrice: "101" } as const;
/** Answers that only a deadline ends, and the deadline of a test, ms. */
const NEVER_ENDS: readonly string[] = ["hang", "slow-loris"];
const IMPATIENT_MS = 600;
const HALF_A_MINUTE_MS = 30_000;

let scene: AlpacaScene;
let desk: SceneDesk;
beforeEach(async () => {
  scene = await alpacaScene();
  desk = new SceneDesk(scene);
  await scene.market("99.99", "100.01");
});
afterEach(() => scene.close());

/** Looks again until something has become true; the test's own ceiling ends a wait in vain. */
async function becomes(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((resolve) => setTimeout(resolve, 2));
}
const posts = () => scene.alpaca.countOf("POST", "/v2/orders");

describe("an order sent to Alpaca", () => {
  it("never leaves without a bound, and a stop goes as a stop with a limit", async () => {
    const [market, stop] = [
      await desk.send(MARKET),
      await desk.send({ type: "stop", stopPrice: "110", limitPrice: "110.55" }),
    ];
    expect(scene.alpaca.order(market)).toMatchObject({ type: "limit", limit_price: "101" });
    expect(scene.alpaca.order(stop)).toMatchObject({
      type: "stop_limit",
      stop_price: "110",
      limit_price: "110.55",
    });
  });

  it.each([
    ["hangs", { kind: "hang" }],
    ["breaks off", { kind: "drop" }],
    ["fails with 500", { kind: "answer", status: 500, body: "{}" }],
    ["times out at a gateway", { kind: "answer", status: 504, body: "" }],
    ["is a proxy's page with status 200", { kind: "answer", status: 200, body: "<html>busy</html>" }],
    ["is half a JSON", { kind: "answer", status: 200, body: '{"id":"6f1b' }],
    [
      "is forbidden without the broker's code",
      { kind: "answer", status: 403, body: '{"message":"forbidden."}' },
    ],
    ["is 429", { kind: "rate-limited", retryAfterSeconds: null }],
    ["is 50 MB long", { kind: "huge", bytes: 50_000_000 }],
    ["trickles for ever", { kind: "slow-loris", everyMs: 20 }],
  ] as const)("is in doubt and sent once when the answer %s", async (_case, fault) => {
    if (NEVER_ENDS.includes(fault.kind)) await scene.restart({ answerMs: IMPATIENT_MS });
    scene.alpaca.fail("POST /v2/orders", { ...fault, isDone: true });
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toBeInstanceOf(BrokerAmbiguousError);
    expect(posts()).toBe(1);
  });

  it("is in doubt when the answer speaks of another order", async () => {
    const { cleared, id } = desk.clear();
    const other = {
      ...scene.alpaca.placeByHand({
        symbol: "AAPL",
        qty: "1",
        side: "buy",
        type: "limit",
        time_in_force: "day",
        limit_price: "50",
      }),
      client_order_id: id,
    };
    scene.alpaca.fail("POST /v2/orders", { kind: "answer", status: 200, body: JSON.stringify(other) });
    await expect(scene.broker.submit(cleared)).rejects.toThrow("another order");
  });

  it("is a duplicate only by status, code and words together; any other bad field is a no", async () => {
    const body = JSON.stringify({ code: 40010001, message: "qty must be integer" });
    scene.alpaca.fail("POST /v2/orders", { kind: "answer", status: 422, body });
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
  });

  it("is seen to differ when somebody used its id for something else", async () => {
    const { cleared, id } = desk.clear();
    scene.alpaca.placeByHand({
      symbol: "AAPL",
      qty: "99",
      side: "buy",
      type: "limit",
      time_in_force: "day",
      limit_price: "50",
      client_order_id: id,
    });
    await expect(scene.broker.submit(cleared)).rejects.toBeInstanceOf(DuplicateOrderError);
    const found = await scene.broker.findOrder(id);
    expect(found && isSameOrder(someTerms(), found.terms)).toBe(false);
  });

  it("is refused unsent once the budget for orders is used up, and can still be canceled and looked for", async () => {
    const id = await desk.send();
    scene.alpaca.fail("POST /v2/orders", { kind: "rate-limited", retryAfterSeconds: 20 });
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toBeInstanceOf(BrokerAmbiguousError);
    const sent = posts();
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toThrow("nothing was sent");
    await expect(scene.broker.findOrder(id)).rejects.toBeInstanceOf(BrokerSilentError);
    expect(posts()).toBe(sent);
    expect(scene.broker.health()).toMatchObject({
      status: "warning",
      detail: expect.stringContaining("told to wait until 2026-11-24T15:00:20"),
    });
    await scene.wait(20_000);
    expect(await scene.broker.findOrder(id)).toMatchObject({ state: "accepted" });
  });
});

describe("a look that fails", () => {
  it("keeps new orders from being sent until one succeeds, and lets cancels through", async () => {
    const id = await desk.send();
    scene.alpaca.fail("GET /v2/account/activities/FILL", { kind: "answer", status: 500, body: "" });
    await scene.wait(HALF_A_MINUTE_MS);
    const sent = posts();
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toThrow("nothing was sent");
    expect([posts(), scene.broker.health().status]).toEqual([sent, "warning"]);
    await scene.broker.cancel(id);
    expect(scene.alpaca.order(id)?.status).toBe("canceled");
    await scene.wait(1_000);
    await desk.send({ limitPrice: "91" });
    expect(await desk.life(id)).toEqual(["accepted", "canceled"]);
  });
});

describe("the order stream", () => {
  it("comes back after a break, and what happened meanwhile is found", async () => {
    const id = await desk.send();
    scene.alpaca.stream.drop();
    await scene.market("89", "89.5");
    await becomes(() => scene.broker.health().status === "warning");
    await scene.alpaca.until(() => scene.alpaca.stream.listening === 1);
    await scene.alpaca.stream.drained();
    await scene.wait(1_000);
    expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    expect(scene.broker.health().status).toBe("ok");
  });

  it("connects anew when it is silent, though the connection stands", async () => {
    await scene.restart({ pingMs: 40, pongMs: 40 });
    const links = scene.alpaca.stream.authorized;
    scene.alpaca.stream.misbehave({ isSilent: true });
    await scene.alpaca.until(() => scene.alpaca.stream.authorized > links);
    scene.heal();
    await scene.alpaca.until(() => scene.alpaca.stream.listening === 1);
    const id = await desk.send(MARKET);
    await scene.wait(1_000);
    expect(await desk.life(id)).toHaveLength(2);
  });

  it("is not believed to be whole while frames are lost: half a minute finds them", async () => {
    const id = await desk.send();
    await scene.wait(1_000);
    scene.alpaca.stream.misbehave({ lose: 100 });
    await scene.market("89", "89.5", "4");
    await scene.market("89", "89.4", "6");
    expect(await desk.life(id)).toEqual(["accepted"]);
    await scene.wait(HALF_A_MINUTE_MS);
    expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual([
      "accepted",
      "fill 4",
      "fill 6",
    ]);
  });

  it("is not shaken by a frame that is no JSON or no update", async () => {
    scene.alpaca.stream.sendRaw("not json");
    scene.alpaca.stream.sendRaw('{"stream":"trade_updates","data":{"event":"fill","order":{"id":"x"}}}');
    const id = await desk.send(MARKET);
    await scene.wait(1_000);
    expect(await desk.life(id)).toHaveLength(2);
  });
});

describe("what Alpaca says of itself", () => {
  it("finds an order by its id that a list leaves out, and one that a lagging list does not have yet", async () => {
    const id = await desk.send();
    scene.alpaca.hidden.add(scene.alpaca.order(id)?.id ?? "");
    expect(await scene.broker.openOrders()).toHaveLength(1);
    scene.heal();
    scene.alpaca.lag.ordersMs = 10_000;
    const late = await desk.send({ limitPrice: "91" });
    expect((await scene.broker.openOrders()).map(({ clientOrderId }) => clientOrderId).sort()).toEqual(
      [id, late].sort(),
    );
  });

  it("does not take an old list's word against what it knows", async () => {
    const id = await desk.send();
    scene.clock.advance(1_000);
    scene.alpaca.lag.ordersMs = 10_000;
    await scene.market("89", "89.5");
    await scene.wait(5_000);
    expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    expect(await scene.broker.openOrders()).toEqual([]);
  });

  it("tells that an order was replaced by another hand, and shows the other as foreign", async () => {
    const id = await desk.send();
    const order = scene.alpaca.engine.byClientId(id);
    if (!order) throw new Error("the order did not arrive");
    const next = scene.alpaca.engine.replace(order, { limit_price: "91" });
    await scene.alpaca.stream.drained();
    await scene.wait(1_000);
    expect(await desk.history(id)).toMatchObject([
      { kind: "accepted" },
      { kind: "replaced", replacedBy: next.wire.id },
    ]);
    expect(await scene.broker.openOrders()).toMatchObject([{ isForeign: true, limitPrice: "91" }]);
  });

  it("finds a fill that was taken back, though the stream did not tell of it", async () => {
    const id = await desk.send(MARKET);
    const fill = (await desk.history(id)).at(-1);
    if (fill?.kind !== "fill") throw new Error("no fill was told");
    scene.alpaca.stream.misbehave({ lose: 1 });
    await scene.bust(fill);
    await scene.broker.findOrder(id);
    await scene.wait(HALF_A_MINUTE_MS);
    expect((await desk.history(id)).map(({ kind }) => kind)).toEqual(["accepted", "fill", "bust"]);
  });

  it("is in lasting trouble when it no longer knows an order of ours", async () => {
    await desk.send();
    scene.alpaca.wipe();
    await scene.wait(HALF_A_MINUTE_MS);
    expect(scene.broker.health()).toEqual({
      status: "failed",
      detail: "Alpaca no longer knows 1 order of ours",
    });
  });

  it("is asked once a minute at most while it refuses the key", async () => {
    scene.alpaca.isRevoked = true;
    await expect(scene.broker.positions()).rejects.toBeInstanceOf(BrokerSilentError);
    const calls = scene.alpaca.calls.length;
    for (let time = 0; time < 20; time++) {
      await expect(scene.broker.positions()).rejects.toThrow("refuses our key");
      await scene.broker.tick();
    }
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toThrow("nothing was sent");
    expect(scene.alpaca.calls.length).toBe(calls);
    expect(scene.broker.health().status).toBe("failed");
    scene.heal();
    await scene.wait(60_000);
    expect(await scene.broker.positions()).toEqual([]);
    expect(scene.broker.health().status).not.toBe("failed");
  });

  it.each([
    ["a proxy's page", { kind: "answer", status: 200, body: "<html>" }],
    ["nothing at all", { kind: "hang" }],
    ["a 404 that is not the broker's", { kind: "answer", status: 404, body: "not here" }],
    ["another shape", { kind: "answer", status: 200, body: '{"id":7}' }],
  ] as const)("says nothing of an order when it answers with %s", async (_case, fault) => {
    if (NEVER_ENDS.includes(fault.kind)) await scene.restart({ answerMs: IMPATIENT_MS });
    scene.alpaca.fail("GET /v2/orders:by_client_order_id", fault);
    await expect(scene.broker.findOrder(desk.clear().id)).rejects.toBeInstanceOf(BrokerSilentError);
  });

  it("tells why the account cannot trade", async () => {
    scene.alpaca.engine.configuration.suspend_trade = true;
    expect((await scene.broker.account()).blockedBecause).toContain("suspended");
    await expect(scene.broker.submit(desk.clear().cleared)).rejects.toThrow(
      "new orders are rejected by user request",
    );
  });

  it("shows neither key nor secret in what it says", async () => {
    scene.alpaca.isRevoked = true;
    const error = await scene.broker.positions().catch((thrown: unknown) => thrown);
    const said = JSON.stringify([error, String(error), scene.broker.health()]);
    expect(said).not.toContain("PKSTANDIN");
    expect(said).not.toContain("opens-nothing");
  });
});
