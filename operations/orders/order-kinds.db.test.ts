import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Order } from "#core/model";
import { cancelOrder, decideApproval, editProposal, getTicket, judgeOrder, replaceOrder } from "../index.ts";
import { HELD, KindsDesk } from "./testing/kinds-desk.ts";

let desk: KindsDesk;
beforeAll(async () => {
  desk = await KindsDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.openAccount());

/** So many dollars from the market, as a price. */
const at = (dollars: number) => String(desk.market + dollars);

describe("an order of every kind", () => {
  it.each<[string, () => object, () => object]>([
    [
      "a market order on the opening (MOO)",
      () => ({ timeInForce: "opg" }),
      () => ({ type: "market", timeInForce: "opg" }),
    ],
    [
      "a limit order on the close (LOC)",
      () => ({ type: "limit", limitPrice: at(0), timeInForce: "cls" }),
      () => ({ type: "limit", limitPrice: at(0), timeInForce: "cls" }),
    ],
    ["all or nothing", () => ({ timeInForce: "fok" }), () => ({ timeInForce: "fok" })],
    [
      "until canceled",
      () => ({ type: "limit", limitPrice: at(-5), timeInForce: "gtc" }),
      () => ({ timeInForce: "gtc" }),
    ],
    [
      "outside the session",
      () => ({ type: "limit", limitPrice: at(0), extendedHours: true }),
      () => ({ extendedHours: true }),
    ],
    [
      "a part of a unit",
      () => ({ quantity: "0.000001", type: "limit", limitPrice: "1000000" }),
      () => ({ quantity: "0.000001" }),
    ],
    [
      "a buy stop, bounded a percent above it",
      () => ({ type: "stop", stopPrice: at(10) }),
      () => ({ type: "stop", stopPrice: at(10), limitPrice: expect.stringMatching(/^\d+(\.\d\d?)?$/) }),
    ],
    [
      "a sell stop-limit",
      () => ({ side: "sell", type: "stop-limit", stopPrice: at(-10), limitPrice: at(-11) }),
      () => ({ stopPrice: at(-10), limitPrice: at(-11) }),
    ],
    [
      "a trailing stop",
      () => ({ side: "sell", type: "trailing-stop", trail: { by: "price", amount: "4" } }),
      () => ({ trail: { by: "price", amount: "4" } }),
    ],
    [
      "a bracket, whose stop is bounded for it",
      () => ({ orderClass: "bracket", takeProfit: { limitPrice: at(20) }, stopLoss: { stopPrice: at(-20) } }),
      () => ({ orderClass: "bracket", stopLoss: { stopPrice: at(-20), limitPrice: expect.any(String) } }),
    ],
    [
      "an exit with profit and stop",
      () => ({
        side: "sell",
        type: "limit",
        limitPrice: at(20),
        orderClass: "oco",
        stopLoss: { stopPrice: at(-20) },
      }),
      () => ({ orderClass: "oco", limitPrice: at(20) }),
    ],
  ])("is proposed with the terms that were asked for: %s", async (_name, draft, terms) => {
    expect((await desk.propose(draft())).terms).toMatchObject(terms());
  });

  it("passes the gates and stands in the database as it was wished for", async () => {
    for (const draft of [
      { type: "stop", stopPrice: at(10) },
      { side: "sell", type: "trailing-stop", trail: { by: "percent", amount: "2" } },
      {
        orderClass: "bracket",
        takeProfit: { limitPrice: at(20) },
        stopLoss: { stopPrice: at(-20) },
        quantity: "3",
      },
      {
        side: "sell",
        type: "limit",
        limitPrice: at(20),
        orderClass: "oco",
        stopLoss: { stopPrice: at(-20) },
      },
    ]) {
      const proposal = await desk.propose(draft);
      expect((await desk.place(proposal.id)).terms).toEqual(proposal.terms);
    }
  });

  it("of money becomes whole units, or parts of one when that is asked for", async () => {
    const money = { quantity: undefined, notionalUsd: String(desk.market * 2.5) };
    expect((await desk.propose(money)).terms.quantity).toBe("2");
    const part = await desk.propose({ ...money, fractional: true });
    expect(part.terms.quantity).toMatch(/^2\.\d{6}$/);
    expect(Number(part.worstNotional)).toBeLessThanOrEqual(desk.market * 2.5);
    expect((await desk.place(part.id)).terms.quantity).toBe(part.terms.quantity);
  });

  it.each<[string, () => object, string]>([
    ["a limit without a price", () => ({ type: "limit" }), "needs a limitPrice"],
    [
      "a stop with a limit",
      () => ({ type: "stop", stopPrice: at(10), limitPrice: at(11) }),
      "must not have one",
    ],
    ["a trailing stop without a trail", () => ({ type: "trailing-stop" }), "needs a trail"],
    ["a buy stop below the market", () => ({ type: "stop", stopPrice: at(-10) }), "wrong side of the market"],
    [
      "a sell stop above it",
      () => ({ side: "sell", type: "stop", stopPrice: at(10) }),
      "wrong side of the market",
    ],
    ["market orders out of hours", () => ({ extendedHours: true }), "Only a simple limit order for the day"],
    [
      "parts of a unit until canceled",
      () => ({ quantity: "1.5", timeInForce: "gtc" }),
      "1.5 units cannot be",
    ],
    [
      "a bracket that loses",
      () => ({ orderClass: "bracket", takeProfit: { limitPrice: at(-1) }, stopLoss: { stopPrice: at(-20) } }),
      "is not above",
    ],
    ["exits without a class", () => ({ stopLoss: { stopPrice: at(-20) } }), "not how they hang together"],
    [
      "a trailing bracket",
      () => ({
        type: "trailing-stop",
        trail: { by: "price", amount: "4" },
        orderClass: "oto",
        stopLoss: { stopPrice: at(-20) },
      }),
      "cannot be a trailing-stop order",
    ],
  ])("is refused in plain words when it is none: %s", async (_name, draft, words) => {
    await expect(desk.propose(draft())).rejects.toThrow(words);
  });
});

describe("the exit of a bracket", () => {
  const bracket = () =>
    desk.resting({
      type: "limit",
      limitPrice: at(0),
      orderClass: "bracket",
      takeProfit: { limitPrice: at(20) },
      stopLoss: { stopPrice: at(-20), limitPrice: at(-21) },
    });

  it("stands when its entry has filled, reserves what it sells, and is filled and canceled like any order", async () => {
    const entry = await bracket();
    await desk.fill(entry, "e1", "2", at(0));
    const leaving = await desk.exitOf(entry);
    expect(leaving).toMatchObject({
      state: "accepted",
      exitOf: entry.clientOrderId,
      terms: { side: "sell", quantity: "2", orderClass: "oco", limitPrice: at(20) },
    });
    expect(await desk.forSale()).toBe(2);
    // At the stop, which is worse than the profit and no worse than its own limit.
    expect((await desk.fill(leaving, "e2", "1", at(-21))).order).toMatchObject({ state: "partially-filled" });
    const { clientOrderId } = leaving;
    expect(await cancelOrder.perform(desk.as("tess"), { clientOrderId })).toMatchObject({
      cancelRequestedAt: expect.any(String),
    });
    await desk.told<"canceled">(leaving, { kind: "canceled", reason: "asked" });
    expect(await desk.forSale()).toBe(0);
    expect(
      (await getTicket.perform(desk.as("tess"), { proposalId: entry.proposalId })).order?.clientOrderId,
    ).toBe(entry.clientOrderId);
  });

  it("that trades below its stop's limit halts the account", async () => {
    const entry = await bracket();
    await desk.fill(entry, "e3", "2", at(0));
    const leaving = await desk.exitOf(entry);
    expect((await desk.fill(leaving, "e4", "1", at(-22))).anomaly).toContain("worse than the limit");
  });
});

describe("an order in another's place", () => {
  const change = (order: Order, changes: object) =>
    replaceOrder.perform(desk.as("tess"), { clientOrderId: order.clientOrderId, changes });

  it("waits until the cancel of the old one is confirmed, and is judged then", async () => {
    const old = await desk.resting({ side: "sell", quantity: HELD, type: "limit", limitPrice: at(5) });
    const { order, proposal } = await change(old, { limitPrice: at(4) });
    expect(order.cancelRequestedAt).not.toBeNull();
    expect(proposal).toMatchObject({
      terms: { quantity: HELD, limitPrice: at(4) },
      replaces: { clientOrderId: old.clientOrderId, filledQuantity: "0" },
    });
    await expect(judgeOrder.perform(desk.orderDesk(), { proposalId: proposal.id })).rejects.toThrow(
      "still being canceled",
    );
    await expect(change(old, { limitPrice: at(3) })).rejects.toThrow("takes this order's place already");
    await desk.told<"canceled">(old, { kind: "canceled", reason: "asked" });
    expect((await desk.place(proposal.id)).terms).toMatchObject({ limitPrice: at(4) });
    await expect(change(old, { limitPrice: at(3) })).rejects.toThrow("already canceled");
  });

  it("wants the rest of it when it says no quantity, and falls when more has filled meanwhile", async () => {
    const old = await desk.resting({ side: "sell", quantity: "10", type: "limit", limitPrice: at(5) });
    await desk.fill(old, "r1", "3", at(5));
    const { proposal } = await change(old, { limitPrice: at(4) });
    expect(proposal.terms.quantity).toBe("7");
    await desk.fill(old, "r2", "1", at(5));
    await desk.told<"canceled">(old, { kind: "canceled", reason: "asked" });
    const verdict = await judgeOrder.perform(desk.orderDesk(), { proposalId: proposal.id });
    expect(verdict).toMatchObject({ decision: "refused" });
    expect(verdict.refusals.at(-1)?.reason).toContain("has filled 4 by now, not 3");
  });

  it("takes the place of an unsent one at once", async () => {
    const old = await desk.place((await desk.propose({ type: "limit", limitPrice: at(-3) })).id);
    const { order, proposal } = await change(old, { quantity: "3" });
    expect(order.state).toBe("voided");
    expect((await desk.place(proposal.id)).terms.quantity).toBe("3");
  });

  it("is of another kind only with the prices that go with it, and never the same again", async () => {
    const old = await desk.resting({ type: "limit", limitPrice: at(-3) });
    await expect(change(old, {})).rejects.toThrow("Nothing about the order would change");
    await expect(change(old, { type: "stop" })).rejects.toThrow("needs a stopPrice");
    const { proposal } = await change(old, { type: "stop", stopPrice: at(3) });
    expect(proposal.terms).toMatchObject({ type: "stop", stopPrice: at(3) });
  });

  it("is asked for by nobody without a trader's role", async () => {
    await expect(
      replaceOrder.perform(desk.as("vic", "viewer"), { clientOrderId: "x", changes: { quantity: "1" } }),
    ).rejects.toThrow("may not");
  });
});

describe("a proposal that is changed", () => {
  it("is a new one; the old one and its approvals are void", async () => {
    const old = await desk.propose({ quantity: "20", type: "limit", limitPrice: at(0) });
    expect(await judgeOrder.perform(desk.orderDesk(), { proposalId: old.id })).toMatchObject({
      decision: "needs-approval",
    });
    const edited = await editProposal.perform(desk.as("ann", "approver"), {
      proposalId: old.id,
      changes: { quantity: "18" },
    });
    expect(edited).toMatchObject({
      terms: { quantity: "18", limitPrice: at(0) },
      proposedBy: "ann",
      status: "proposed",
    });
    const ticket = await getTicket.perform(desk.as("tess"), { proposalId: old.id });
    expect(ticket).toMatchObject({ proposal: { status: "void" }, approval: { status: "void" } });
    expect(ticket.approval?.reason).toContain(edited.id);
    await judgeOrder.perform(desk.orderDesk(), { proposalId: edited.id });
    const { approval } = await getTicket.perform(desk.as("tess"), { proposalId: edited.id });
    const vote = { approvalId: approval?.id, decision: "approve", typedQuantity: "18" };
    // Both wished for it: she who changed it, and she whose order it was.
    await expect(decideApproval.perform(desk.as("ann", "approver"), vote)).rejects.toThrow();
    await expect(decideApproval.perform(desk.as("tess", "approver"), vote)).rejects.toThrow();
    await expect(
      editProposal.perform(desk.as("tess"), { proposalId: old.id, changes: { quantity: "1" } }),
    ).rejects.toThrow("The proposal is void");
  });

  it("is changed by nobody without a trader's role", async () => {
    await expect(
      editProposal.perform(desk.as("vic", "viewer"), { proposalId: "x", changes: { quantity: "1" } }),
    ).rejects.toThrow("may not");
  });
});
