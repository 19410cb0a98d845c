import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, RiskLimits } from "#core/model";
import {
  accounts,
  approvalRequests,
  type Database,
  insertLimits,
  openDatabase,
  orders,
  people,
  positions,
  proposals,
} from "#db";
import {
  contextFor,
  type Desk,
  decideApproval,
  decideBasket,
  getBasket,
  judgeOrder,
  personActor,
  placeProposal,
  proposeBasket,
  proposeRebalance,
  type Role,
  systemActor,
} from "../index.ts";
import { quietDesk } from "../testing/quiet-desk.ts";

const NOW = "2026-11-24T15:00:00.000Z";
let database: Awaited<ReturnType<typeof openDatabase>>;
let desk: Desk;
let account: string;
let serial = 0;

beforeAll(async () => {
  database = await openDatabase({ url: null, folder: null });
  const clock = new ManualClock(NOW);
  desk = quietDesk(database.db, clock);
  await seed(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  account = `paper${++serial}`;
  await open(database.db, account);
});

async function seed(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const version = {
      version: 1,
      limits: RiskLimits.parse({ maxOrdersPerMinute: 100, oneApprovalAboveUsd: "1500" }),
      reason: "first limits",
      setBy: ["ann", "bob"],
      setAt: NOW,
    };
    await insertLimits(tx, version, { loosened: true });
    await tx.insert(people).values(
      [
        ["tess", "trader"],
        ["ann", "approver"],
        ["bob", "approver"],
      ].map(([name = "", role = ""]) => ({ id: name, name, email: `${name}@desk.example`, role })),
    );
  });
}

/** $100,000 in cash, 30 shares of Coca-Cola and 10 of Apple at their market price. */
async function open(db: Database, name: string): Promise<void> {
  const at = desk.clock.now();
  const held = { KO: "30", AAPL: "10" };
  await db.transaction(async (tx) => {
    await tx.insert(accounts).values({
      account: name,
      environment: "sim",
      stateChangedAt: at,
      cash: "100000",
      equityAtOpen: "100000",
      openedOn: "2026-11-24",
      limitsVersion: 1,
      source: "simulated",
    });
    for (const [symbol, quantity] of Object.entries(held)) {
      const quote = await desk.market.quote(symbol, at.toISOString());
      const price = (quote?.bid ?? 0).toFixed(2);
      await tx.insert(positions).values({
        account: name,
        symbol,
        quantity,
        averageCost: price,
        realisedPnl: "0",
        markPrice: price,
        markedAt: at,
        source: "simulated",
      });
    }
  });
}

const as = (name: string, role: Role = "trader") =>
  contextFor(desk, personActor({ id: name, name, role }, "web"));
const orderDesk = () => contextFor(desk, systemActor("orderDesk"));
type Leg = { symbol: string; side: "buy" | "sell"; quantity: string };
const leg = (side: Leg["side"], quantity: number, symbol: string): Leg => ({
  symbol,
  side,
  quantity: String(quantity),
});
const propose = (...legs: Leg[]) => proposeBasket.perform(as("tess"), { account, legs });
const ordersOf = () =>
  desk.db.select().from(orders).where(eq(orders.account, account)).orderBy(asc(orders.createdAt));

describe("a basket of orders", () => {
  it("is judged when it is proposed, and placed as a whole by any of its legs, sales first", async () => {
    const basket = await propose(leg("buy", 1, "JPM"), leg("sell", 2, "Coca-Cola"), leg("buy", 1, "XOM"));
    expect(basket).toMatchObject({ status: "ready", approvalsNeeded: 0 });
    expect(basket.legs.map(({ proposal }) => proposal.terms.symbol)).toEqual(["KO", "JPM", "XOM"]);
    for (const { verdict } of basket.legs)
      expect(verdict?.checks.find(({ id }) => id === "C16")?.reason).toBe("All 3 legs pass together.");
    await placeProposal(orderDesk(), { proposalId: basket.legs[1]?.proposal.id ?? "" });
    expect((await ordersOf()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual([
      "sell KO",
      "buy JPM",
      "buy XOM",
    ]);
    await placeProposal(orderDesk(), { proposalId: basket.legs[0]?.proposal.id ?? "" });
    expect(await ordersOf()).toHaveLength(3);
    expect(await getBasket.perform(as("tess"), { basketId: basket.id })).toMatchObject({ status: "placed" });
  });

  it("is refused as a whole for one leg, each verdict naming it, and nothing of it can be placed", async () => {
    const basket = await propose(leg("buy", 1, "JPM"), leg("sell", 31, "KO"));
    expect(basket.status).toBe("refused");
    expect(basket.legs.map(({ proposal }) => proposal.status)).toEqual(["refused", "refused"]);
    const buying = basket.legs.find(({ proposal }) => proposal.terms.side === "buy");
    expect(buying?.verdict?.refusals).toEqual([
      { id: "C16", name: "basket", reason: "Of the 2 legs KO (C27) may not pass, so none does." },
    ]);
    const id = buying?.proposal.id ?? "";
    expect((await judgeOrder.perform(as("tess"), { proposalId: id })).decision).toBe("refused");
    await placeProposal(orderDesk(), { proposalId: id });
    expect(await ordersOf()).toEqual([]);
  });

  it("asks for as many people as its whole size needs, and is placed when every leg has them", async () => {
    // Each leg is under the $1,500 that need nobody; together they are over it.
    const basket = await propose(leg("buy", 1, "JPM"), leg("buy", 8, "XOM"));
    expect(basket).toMatchObject({ status: "awaiting-approval", approvalsNeeded: 1, approvalsGiven: 0 });
    for (const { proposal } of basket.legs) expect(Number(proposal.worstNotional)).toBeLessThan(1_500);
    const [first, second] = basket.legs;
    const yes = { decision: "approve", orderHash: first?.proposal.orderHash, approvalId: first?.approvalId };
    await decideApproval.perform(as("ann", "approver"), yes);
    await placeProposal(orderDesk(), { proposalId: first?.proposal.id ?? "" });
    expect(await ordersOf()).toEqual([]);
    const { id, basketHash } = basket;
    await expect(
      decideBasket.perform(as("ann", "approver"), {
        basketId: id,
        basketHash: "0".repeat(64),
        decision: "approve",
      }),
    ).rejects.toMatchObject({ code: "OTHER_ORDER" });
    const decided = await decideBasket.perform(as("ann", "approver"), {
      basketId: id,
      basketHash,
      decision: "approve",
    });
    expect(decided).toMatchObject({ status: "ready", approvalsGiven: 1 });
    await placeProposal(orderDesk(), { proposalId: second?.proposal.id ?? "" });
    expect(await ordersOf()).toHaveLength(2);
  });

  it("above the two-person size needs the quantity of every leg typed, and takes no vote before all are right", async () => {
    const basket = await propose(leg("buy", 20, "JPM"), leg("buy", 40, "XOM"));
    expect(basket).toMatchObject({ status: "awaiting-approval", approvalsNeeded: 2 });
    expect(basket.legs.map(({ typed }) => typed)).toEqual([true, true]);
    const { id: basketId, basketHash } = basket;
    const approve = (who: string, typedQuantities?: Record<string, string>) =>
      decideBasket.perform(as(who, "approver"), {
        basketId,
        basketHash,
        decision: "approve",
        typedQuantities,
      });
    await expect(approve("ann")).rejects.toMatchObject({ code: "TYPE_THE_QUANTITY" });
    await expect(approve("ann", { JPM: "20" })).rejects.toMatchObject({ code: "TYPE_THE_QUANTITY" });
    await expect(approve("ann", { JPM: "20", XOM: "4" })).rejects.toMatchObject({ code: "WRONG_QUANTITY" });
    expect(await getBasket.perform(as("tess"), { basketId })).toMatchObject({ approvalsGiven: 0 });
    const typed = { JPM: "20", XOM: "40" };
    expect(await approve("ann", typed)).toMatchObject({ status: "awaiting-approval", approvalsGiven: 1 });
    expect(await approve("bob", typed)).toMatchObject({ status: "ready", approvalsGiven: 2 });
    await placeProposal(orderDesk(), { proposalId: basket.legs[0]?.proposal.id ?? "" });
    expect(await ordersOf()).toHaveLength(2);
  });

  it("cannot be approved by the person who asked for it", async () => {
    const { id, basketHash } = await propose(leg("buy", 1, "JPM"), leg("buy", 8, "XOM"));
    await expect(
      decideBasket.perform(as("tess", "approver"), { basketId: id, basketHash, decision: "approve" }),
    ).rejects.toMatchObject({ code: "NOT_PERMITTED" });
  });

  it("ends with one no to any leg", async () => {
    const { id, basketHash, legs } = await propose(leg("buy", 1, "JPM"), leg("buy", 8, "XOM"));
    const decided = await decideBasket.perform(as("bob", "approver"), {
      basketId: id,
      basketHash,
      decision: "decline",
    });
    expect(decided.status).toBe("declined");
    expect(decided.legs.map(({ proposal }) => proposal.status).sort()).toEqual(["declined", "void"]);
    const open = await desk.db.select().from(approvalRequests).where(eq(approvalRequests.status, "pending"));
    expect(open.filter(({ proposalId }) => legs.some(({ proposal }) => proposal.id === proposalId))).toEqual(
      [],
    );
    await placeProposal(orderDesk(), { proposalId: legs[0]?.proposal.id ?? "" });
    expect(await ordersOf()).toEqual([]);
  });

  it("is judged again when it is placed, and falls as a whole", async () => {
    const basket = await propose(leg("buy", 1, "XOM"), leg("sell", 16, "KO"));
    const other = await propose(leg("sell", 15, "KO"));
    await placeProposal(orderDesk(), { proposalId: other.legs[0]?.proposal.id ?? "" });
    await placeProposal(orderDesk(), { proposalId: basket.legs[0]?.proposal.id ?? "" });
    expect((await getBasket.perform(as("tess"), { basketId: basket.id })).status).toBe("void");
    expect((await ordersOf()).map(({ quantity }) => Number(quantity))).toEqual([15]);
  });

  it.each([
    ["two legs in one instrument", [leg("buy", 1, "KO"), leg("sell", 1, "Coca-Cola")], "KO is in two legs"],
    ["a leg in nothing known", [leg("buy", 1, "Enron")], '"Enron" is not an instrument'],
    ["no legs", [], "legs"],
  ])("is not written with %s", async (_name, legs, message) => {
    await expect(propose(...legs)).rejects.toThrow(message);
    expect(await desk.db.select().from(proposals).where(eq(proposals.account, account))).toEqual([]);
  });
});

describe("proposeRebalance", () => {
  const rebalance = (input: object) => proposeRebalance.perform(as("tess"), { account, ...input });

  it("proposes whole shares that keep to the turnover and leave the cash as it is", async () => {
    const { advice, basket } = await rebalance({ method: "risk-parity", turnover: 0.01 });
    expect(advice.basket.turnover).toBeGreaterThan(0);
    expect(advice.basket.turnover).toBeLessThanOrEqual(0.01);
    expect(basket.kind).toBe("rebalance");
    expect(
      basket.legs.map(({ proposal: { terms } }) => `${terms.side} ${terms.quantity} ${terms.symbol}`),
    ).toEqual(advice.basket.orders.map(({ side, quantity, symbol }) => `${side} ${quantity} ${symbol}`));
    const [now, then] = [
      advice.allocations.map((one) => one.currentWeight),
      advice.allocations.map((one) => one.weight),
    ];
    const sum = (weights: number[]) => weights.reduce((total, weight) => total + weight, 0);
    expect(sum(then)).toBeCloseTo(sum(now), 9);
  });

  it("says when there is nothing to trade, and writes nothing", async () => {
    await expect(rebalance({ method: "risk-parity", turnover: 0 })).rejects.toThrow(
      "There is nothing to trade",
    );
    expect(await desk.db.select().from(proposals).where(eq(proposals.account, account))).toEqual([]);
  });
});
