import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BrokerEvent, decimal, type OrderTerms } from "#core/model";
import { isSameOrder } from "../../same-order.ts";
import { BrokerAmbiguousError, BrokerRejectedError, DuplicateOrderError } from "../broker.ts";
import { someTerms } from "./a-clearance.ts";
import { type AnswerFault, type BrokerScene, SceneDesk, type TellingFault } from "./broker-scene.ts";

const MARKET = { type: "market", limitPrice: "101" } as const;
const SELL = { side: "sell", limitPrice: "80" } as const;
/** An answer that never comes is not waited for longer than this, ms. */
const PATIENCE_MS = 400;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What every broker must do, and how it must fail. The market stands at 99.99 to 100.01, at 15:00 UTC. */
export function brokerConformance(name: string, open: () => Promise<BrokerScene>): void {
  describe(`${name} as a broker`, () => {
    let scene: BrokerScene;
    let desk: SceneDesk;
    beforeEach(async () => {
      scene = await open();
      desk = new SceneDesk(scene);
      await scene.market("99.99", "100.01");
    });
    afterEach(() => scene.close());
    const of = () => ({ scene, desk });
    acceptsAndFinds(of);
    tradesEveryKind(of);
    ends(of);
    keepsTime(of);
    leavesExits(of);
    survivesItsAnswers(of);
    survivesItsTelling(of);
    tellsOfOthers(of);
  });
}

type Of = () => { scene: BrokerScene; desk: SceneDesk };

function acceptsAndFinds(of: Of): void {
  it("accepts an order, shows it open and finds it by its id with the terms it was sent with", async () => {
    const { scene, desk } = of();
    const id = await desk.send();
    const [open, ...others] = await scene.broker.openOrders();
    expect(others).toEqual([]);
    expect(open).toMatchObject({
      isForeign: false,
      clientOrderId: id,
      state: "accepted",
      filledQuantity: "0",
    });
    const found = await scene.broker.findOrder(id);
    expect(found && isSameOrder(found.terms, someTerms())).toBe(true);
    expect(await desk.life(id)).toEqual(["accepted"]);
  });

  it.each<[string, Partial<OrderTerms>]>([
    ["market", MARKET],
    ["stop", { type: "stop", stopPrice: "110", limitPrice: "111" }],
    [
      "stop-limit that lasts",
      { type: "stop-limit", stopPrice: "110", limitPrice: "111", timeInForce: "gtc" },
    ],
    [
      "trailing stop by price",
      { type: "trailing-stop", trail: { by: "price", amount: "5" }, limitPrice: "200" },
    ],
    ["limit for extended hours", { extendedHours: true }],
    [
      "bracket",
      {
        orderClass: "bracket",
        takeProfit: { limitPrice: "120" },
        stopLoss: { stopPrice: "80", limitPrice: "79" },
      },
    ],
    ["oto", { orderClass: "oto", stopLoss: { stopPrice: "80", limitPrice: "79" } }],
  ])("finds a %s order with the terms it was sent with", async (_kind, changes) => {
    const { scene, desk } = of();
    const id = await desk.send(changes);
    const found = await scene.broker.findOrder(id);
    expect(found && isSameOrder(found.terms, someTerms(changes))).toBe(true);
  });

  it("does not know what was never sent, and has nothing to cancel then", async () => {
    const { scene, desk } = of();
    const { id } = desk.clear();
    expect(await scene.broker.findOrder(id)).toBeNull();
    await scene.broker.cancel(id);
    expect(await desk.history()).toEqual([]);
  });

  it("takes a clearance once, and an order's id once", async () => {
    const { scene, desk } = of();
    const [first, second] = [desk.clear({}, "one wish"), desk.clear({}, "one wish")];
    await scene.broker.submit(first.cleared);
    await expect(scene.broker.submit(first.cleared)).rejects.toThrow("used before");
    await expect(scene.broker.submit(second.cleared)).rejects.toBeInstanceOf(DuplicateOrderError);
    expect(await scene.broker.openOrders()).toHaveLength(1);
  });

  it("takes no copy of a clearance and none that is late", async () => {
    const { scene, desk } = of();
    const { cleared } = desk.clear();
    await expect(scene.broker.submit(Object.create(cleared))).rejects.toThrow("not made by the gates");
    scene.clock.advance(MINUTE_MS);
    await expect(scene.broker.submit(cleared)).rejects.toThrow("expired");
    expect(await scene.broker.openOrders()).toEqual([]);
  });
}

function tradesEveryKind(of: Of): void {
  it("trades a market order at the offer, and counts cash and position", async () => {
    const { scene, desk } = of();
    const before = decimal((await scene.broker.account()).cash);
    const id = await desk.send(MARKET);
    expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    const [, fill] = await desk.history(id);
    if (fill?.kind !== "fill") throw new Error("no fill was told");
    const paid = decimal(fill.price).times("10").plus(decimal(fill.fee));
    expect((await scene.broker.account()).cash).toBe(before.minus(paid).toFixed());
    expect(await desk.held()).toEqual({ AAPL: "10" });
    expect(decimal(fill.price).gte("100.01") && decimal(fill.price).lte("101")).toBe(true);
  });

  it("lets a limit rest until the market reaches it, and trades only what is shown", async () => {
    const { scene, desk } = of();
    const id = await desk.send({ limitPrice: "90" });
    await scene.market("89", "89.5", "4");
    expect((await scene.broker.findOrder(id))?.state).toBe("partially-filled");
    await scene.market("89", "89.5", "6");
    const fills = (await desk.history(id)).filter((event) => event.kind === "fill");
    expect(fills.map(({ quantity }) => quantity)).toEqual(["4", "6"]);
    expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(2);
    expect((await scene.broker.findOrder(id))?.state).toBe("filled");
  });

  it("trades fractions to the last of them", async () => {
    const { scene, desk } = of();
    await desk.send({ ...MARKET, quantity: "1.000001" });
    await desk.send({ ...MARKET, quantity: "0.000002" });
    expect(await desk.held()).toEqual({ AAPL: "1.000003" });
    expect(await scene.broker.openOrders()).toEqual([]);
  });

  it("wakes a stop when it is reached, and holds it to its limit", async () => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    const id = await desk.send({ ...SELL, type: "stop", stopPrice: "95", limitPrice: "94" });
    await scene.market("96", "96.02");
    await scene.market("93", "93.02");
    expect(await desk.life(id)).toEqual(["accepted"]);
    await scene.market("94.5", "94.52");
    expect((await desk.life(id)).map((step) => step.split(".")[0])).toEqual(["accepted", "fill 10 at 94"]);
  });

  it("moves a trailing stop only towards the market", async () => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    const id = await desk.send({
      ...SELL,
      type: "trailing-stop",
      trail: { by: "percent", amount: "10" },
      limitPrice: "50",
    });
    await scene.market("120", "120.02");
    await scene.market("109", "109.02");
    expect(await desk.life(id)).toEqual(["accepted"]);
    await scene.market("107", "107.02");
    expect((await scene.broker.findOrder(id))?.state).toBe("filled");
  });

  it("opens a short from zero, and crosses zero in no single order", async () => {
    const { scene, desk } = of();
    const short = await desk.send({ ...SELL, quantity: "3" });
    expect(await desk.held()).toEqual({ AAPL: "-3" });
    const crossing = desk.clear({ ...MARKET, quantity: "4" });
    await expect(scene.broker.submit(crossing.cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
    await desk.send({ ...MARKET, quantity: "3" });
    expect(await desk.held()).toEqual({});
    expect((await desk.history(short)).length).toBe(2);
  });

  it("does not sell twice what is held once", async () => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    await desk.send({ ...SELL, quantity: "7", limitPrice: "130" });
    const { cleared } = desk.clear({ ...SELL, quantity: "4", limitPrice: "131" });
    await expect(scene.broker.submit(cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
  });
}

function ends(of: Of): void {
  it("cancels what is open, and leaves alone what has ended", async () => {
    const { scene, desk } = of();
    const [open, done] = [await desk.send(), await desk.send(MARKET)];
    await scene.broker.cancel(open);
    await scene.broker.cancel(done);
    await scene.wait(MINUTE_MS);
    expect(await desk.life(open)).toEqual(["accepted", "canceled"]);
    expect(await desk.life(done)).toHaveLength(2);
    expect(await scene.broker.openOrders()).toEqual([]);
  });

  it("cancels everything that is open", async () => {
    const { scene, desk } = of();
    const ids = [await desk.send(), await desk.send({ limitPrice: "91" })];
    expect(await scene.broker.cancelAll()).toBe(2);
    await scene.wait(MINUTE_MS);
    for (const id of ids) expect(await desk.life(id)).toEqual(["accepted", "canceled"]);
  });

  it("lets a fill win that was faster than the cancel", async () => {
    const { scene, desk } = of();
    const id = await desk.send();
    await scene.fillBeforeCancel(id, "89.5");
    await scene.wait(MINUTE_MS);
    expect((await desk.history(id)).filter(({ kind }) => kind === "fill")).toHaveLength(1);
    expect((await scene.broker.findOrder(id))?.state).toBe("filled");
    expect(await desk.held()).toEqual({ AAPL: "10" });
  });

  it("tells no cancel that is not confirmed", async () => {
    const { scene, desk } = of();
    const id = await desk.send();
    scene.ignoreCancels();
    await scene.broker.cancel(id);
    await scene.wait(MINUTE_MS);
    expect(await desk.life(id)).toEqual(["accepted"]);
    expect(await scene.broker.openOrders()).toHaveLength(1);
    scene.heal();
    await scene.broker.cancel(id);
    await scene.wait(MINUTE_MS);
    expect(await desk.life(id)).toEqual(["accepted", "canceled"]);
  });

  it("trades an immediate order in part, and a fill-or-kill order whole or not at all", async () => {
    const { scene, desk } = of();
    await scene.market("99.99", "100.01", "4");
    const part = await desk.send({ limitPrice: "101", timeInForce: "ioc" });
    expect((await desk.life(part)).map((step) => step.split(" at ")[0])).toEqual([
      "accepted",
      "fill 4",
      "canceled",
    ]);
    await scene.market("99.99", "100.01", "4");
    const none = await desk.send({ limitPrice: "101", timeInForce: "fok" });
    expect(await desk.life(none)).toEqual(["accepted", "canceled"]);
    await scene.market("99.99", "100.01", "10");
    const whole = await desk.send({ limitPrice: "101", timeInForce: "fok" });
    expect((await scene.broker.findOrder(whole))?.state).toBe("filled");
  });
}

function keepsTime(of: Of): void {
  it("ends a day order with its day, and keeps one that lasts", async () => {
    const { scene, desk } = of();
    const [day, lasting] = [await desk.send(), await desk.send({ timeInForce: "gtc" })];
    await scene.wait(6 * HOUR_MS);
    await scene.wait(18 * HOUR_MS);
    expect(await desk.life(day)).toEqual(["accepted", "expired"]);
    await scene.market("89", "89.5");
    expect((await scene.broker.findOrder(lasting))?.state).toBe("filled");
  });

  it("trades in the closing auction, and outside the session only what asked for it", async () => {
    const { scene, desk } = of();
    const closing = await desk.send({ ...MARKET, timeInForce: "cls" });
    await scene.market("99.99", "100.01");
    expect(await desk.life(closing)).toEqual(["accepted"]);
    await scene.wait(6.5 * HOUR_MS);
    expect((await desk.life(closing)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    const late = await desk.send({ limitPrice: "101", extendedHours: true });
    const waiting = await desk.send({ limitPrice: "101.5" });
    await scene.market("99.99", "100.01");
    expect([
      (await scene.broker.findOrder(late))?.state,
      (await scene.broker.findOrder(waiting))?.state,
    ]).toEqual(["filled", "accepted"]);
  });

  it("trades in the next opening auction, and ends what it did not reach", async () => {
    const { scene, desk } = of();
    await scene.wait(10 * HOUR_MS);
    const opening = await desk.send({ ...MARKET, timeInForce: "opg" });
    const low = await desk.send({ timeInForce: "opg" });
    await scene.market("99.99", "100.01");
    expect(await desk.life(opening)).toEqual(["accepted"]);
    await scene.wait(14 * HOUR_MS);
    expect((await desk.life(opening)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    expect(await desk.life(low)).toEqual(["accepted", "canceled"]);
  });
}

function leavesExits(of: Of): void {
  const BRACKET = {
    ...MARKET,
    orderClass: "bracket",
    takeProfit: { limitPrice: "120" },
    stopLoss: { stopPrice: "90", limitPrice: "85" },
  } as const;

  it("leaves the exit of a bracket under the entry's id, and trades its profit side once", async () => {
    const { scene, desk } = of();
    const id = await desk.send(BRACKET);
    await scene.market("100", "100.02");
    const [exit] = await scene.broker.openOrders();
    expect(exit).toMatchObject({
      clientOrderId: `${id}-x`,
      isForeign: false,
      terms: { side: "sell", quantity: "10" },
    });
    await scene.market("121", "121.02");
    await scene.wait(MINUTE_MS);
    expect((await desk.life(`${id}-x`)).map((step) => step.split(" at ")[0])).toEqual(["fill 10"]);
    expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{}, []]);
  });

  it("trades the stop side of a bracket, at its limit or better", async () => {
    const { scene, desk } = of();
    const id = await desk.send(BRACKET);
    await scene.market("100", "100.02");
    await scene.market("88", "88.02");
    await scene.wait(MINUTE_MS);
    expect((await desk.life(`${id}-x`)).map((step) => step.split(".")[0])).toEqual([
      expect.stringMatching(/^fill 10 at 8[78]/),
    ]);
  });

  it("tells nothing of an exit before its entry is done", async () => {
    const { scene, desk } = of();
    const id = await desk.send({ ...BRACKET, type: "limit", limitPrice: "95" });
    await scene.market("94", "94.5", "4");
    expect((await scene.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([id]);
    expect(await desk.history(`${id}-x`)).toEqual([]);
    await scene.market("94", "94.5");
    await scene.market("94", "94.5");
    expect((await scene.broker.openOrders()).map(({ clientOrderId }) => clientOrderId)).toEqual([`${id}-x`]);
  });

  it("cancels an exit by its name", async () => {
    const { scene, desk } = of();
    const id = await desk.send(BRACKET);
    await scene.market("100", "100.02");
    await scene.broker.cancel(`${id}-x`);
    await scene.wait(MINUTE_MS);
    expect(await desk.life(`${id}-x`)).toEqual(["canceled"]);
    expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{ AAPL: "10" }, []]);
  });

  it("leaves a single stop behind an oto entry", async () => {
    const { scene, desk } = of();
    const id = await desk.send({
      ...MARKET,
      orderClass: "oto",
      stopLoss: { stopPrice: "90", limitPrice: "85" },
    });
    await scene.market("100", "100.02");
    await scene.market("88", "88.02");
    await scene.wait(MINUTE_MS);
    expect(await desk.life(`${id}-x`)).toHaveLength(1);
    expect(await desk.held()).toEqual({});
  });

  it.each([
    ["profit", "121", "121.02"],
    ["stop", "88", "88.02"],
  ])("books the %s side of an oco order on the order itself", async (_side, bid, ask) => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    const id = await desk.send({
      ...SELL,
      limitPrice: "120",
      orderClass: "oco",
      stopLoss: { stopPrice: "90", limitPrice: "85" },
    });
    await scene.market("100", "100.02");
    expect(await scene.broker.openOrders()).toHaveLength(1);
    await scene.market(bid, ask);
    await scene.wait(MINUTE_MS);
    expect((await desk.life(id)).map((step) => step.split(" at ")[0])).toEqual(["accepted", "fill 10"]);
    expect([await desk.held(), await scene.broker.openOrders()]).toEqual([{}, []]);
  });
}

function survivesItsAnswers(of: Of): void {
  /** Sends without waiting longer than a test may. @returns what came of it, and the id */
  async function sendInto(fault: AnswerFault) {
    const { scene, desk } = of();
    scene.spoilAnswer(fault);
    const { cleared, id } = desk.clear();
    const silence = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, "silence"));
    const outcome = await Promise.race([scene.broker.submit(cleared).then(() => "answered"), silence]).catch(
      (error: unknown) => error,
    );
    scene.heal();
    return { outcome, id };
  }

  it.each<[AnswerFault, boolean]>([
    ["accepts, then is silent", true],
    ["accepts, then fails", true],
    ["breaks off before it accepts", false],
  ])("leaves an order in doubt when it %s, and can be asked", async (fault, stands) => {
    const { scene, desk } = of();
    const { outcome, id } = await sendInto(fault);
    expect(outcome === "silence" || outcome instanceof BrokerAmbiguousError).toBe(true);
    expect(await scene.broker.findOrder(id)).toEqual(
      stands ? expect.objectContaining({ state: "accepted" }) : null,
    );
    expect((await desk.life(id)).length).toBe(stands ? 1 : 0);
  });

  it("takes the same order again under its id, and still once", async () => {
    const { scene, desk } = of();
    scene.spoilAnswer("breaks off before it accepts");
    const [first, again, twice] = [desk.clear({}, "w"), desk.clear({}, "w"), desk.clear({}, "w")];
    await expect(scene.broker.submit(first.cleared)).rejects.toBeInstanceOf(BrokerAmbiguousError);
    scene.heal();
    await scene.broker.submit(again.cleared);
    await expect(scene.broker.submit(twice.cleared)).rejects.toBeInstanceOf(DuplicateOrderError);
    expect(await scene.broker.openOrders()).toHaveLength(1);
  });

  it("says a definite no with its reason, and then has no such order", async () => {
    const { scene, desk } = of();
    scene.rejectNext();
    const { cleared, id } = desk.clear();
    await expect(scene.broker.submit(cleared)).rejects.toBeInstanceOf(BrokerRejectedError);
    expect([await scene.broker.findOrder(id), await desk.history()]).toEqual([null, []]);
  });
}

function survivesItsTelling(of: Of): void {
  const told = (events: readonly BrokerEvent[]) =>
    events
      .map(
        (event) => `${event.clientOrderId} ${event.kind} ${event.kind === "fill" ? event.executionId : ""}`,
      )
      .sort();

  it.each<TellingFault>(["loses", "repeats", "reorders"])(
    "has every event once in its history though it %s what it tells",
    async (fault) => {
      const { scene, desk } = of();
      scene.spoilTelling(fault);
      const id = await desk.send({ limitPrice: "95" });
      await scene.market("94", "94.5", "4");
      await scene.market("94", "94.4");
      const other = await desk.send();
      await scene.broker.cancel(other);
      await scene.wait(MINUTE_MS);
      expect((await desk.life(id)).map((step) => step.split(" at ")[0]).sort()).toEqual([
        "accepted",
        "fill 4",
        "fill 6",
      ]);
      expect(await desk.life(other)).toEqual(["accepted", "canceled"]);
      const history = told(await desk.history());
      expect(history).toEqual([...new Set(history)]);
    },
  );

  it("tells listeners what its history says", async () => {
    const { scene, desk } = of();
    const heard: BrokerEvent[] = [];
    const stop = scene.broker.subscribe((event) => heard.push(event));
    await desk.send(MARKET);
    await scene.wait(MINUTE_MS);
    expect(told(heard)).toEqual(told(await desk.history()));
    stop();
    await desk.send({ ...MARKET, quantity: "1" });
    await scene.wait(MINUTE_MS);
    expect(heard).toHaveLength(2);
  });

  it("goes on from a cursor without a gap and without a repeat", async () => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    const { cursor } = await scene.broker.eventsAfter(0);
    await desk.send();
    const next = await scene.broker.eventsAfter(cursor);
    expect(next.events.map(({ kind }) => kind)).toEqual(["accepted"]);
    expect((await scene.broker.eventsAfter(next.cursor)).events).toEqual([]);
  });

  it("tells another process the same story with the same execution ids", async () => {
    const { scene, desk } = of();
    await desk.send({
      ...MARKET,
      orderClass: "bracket",
      takeProfit: { limitPrice: "120" },
      stopLoss: { stopPrice: "90", limitPrice: "85" },
    });
    await scene.market("100", "100.02");
    await scene.market("121", "121.02");
    const id = await desk.send();
    await scene.broker.cancel(id);
    await scene.wait(MINUTE_MS);
    const before = told(await desk.history());
    await scene.restart();
    expect(told(await desk.history())).toEqual(before);
    expect(await scene.broker.findOrder(id)).toMatchObject({ state: "canceled" });
  });

  it("keeps a trailing stop's best price over a restart", async () => {
    const { scene, desk } = of();
    await desk.send(MARKET);
    const id = await desk.send({
      ...SELL,
      type: "trailing-stop",
      trail: { by: "price", amount: "10" },
      limitPrice: "50",
    });
    await scene.market("120", "120.02");
    await scene.restart();
    await scene.market("109", "109.02");
    expect((await scene.broker.findOrder(id))?.state).toBe("filled");
  });
}

function tellsOfOthers(of: Of): void {
  it("shows an order that is not ours, flagged, and tells no event of it", async () => {
    const { scene, desk } = of();
    await scene.foreignOrder();
    await scene.wait(MINUTE_MS);
    expect(await scene.broker.openOrders()).toEqual([
      expect.objectContaining({ isForeign: true, symbol: "AAPL", side: "buy", quantity: "1" }),
    ]);
    expect(await desk.history()).toEqual([]);
    expect(await scene.broker.cancelAll()).toBe(1);
    await scene.wait(MINUTE_MS);
    expect(await scene.broker.openOrders()).toEqual([]);
  });

  it("takes an execution back when the venue does, once", async () => {
    const { scene, desk } = of();
    const id = await desk.send(MARKET);
    const fill = (await desk.history(id)).find((event) => event.kind === "fill");
    if (fill?.kind !== "fill") throw new Error("no fill was told");
    await scene.bust(fill);
    await scene.wait(MINUTE_MS);
    const [, , bust, ...rest] = await desk.history(id);
    expect([bust, rest]).toEqual([
      expect.objectContaining({ kind: "bust", executionId: fill.executionId }),
      [],
    ]);
    expect(await desk.held()).toEqual({});
  });

  it("is well, and says so", async () => {
    const { scene } = of();
    expect(scene.broker.health()).toMatchObject({ status: "ok" });
    expect((await scene.broker.account()).blockedBecause).toBeNull();
  });
}
