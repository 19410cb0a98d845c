import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrokerEvent, decimal, type Portfolio } from "#core/model";
import { fillBusts, fills, positions } from "#db";
import { contextFor, recordBrokerEvent, systemActor } from "#operations";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

let scene: RestingDesk;
beforeAll(async () => {
  scene = await openRestingDesk();
  await scene.wish({ symbol: "KO", quantity: "10" });
  await scene.wish({ symbol: "XOM", quantity: "4" });
  await scene.trading.settle(2_000);
  await scene.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: "31" });
  await scene.trading.settle(2_000);
});
afterAll(() => scene.close());

const portfolio = () => scene.perform<Portfolio>("getPortfolio", {});
const held = async (symbol: string) => {
  const [row] = await scene.desk.db.select().from(positions).where(eq(positions.symbol, symbol));
  return { quantity: row?.quantity, cost: Number(row?.averageCost), mark: Number(row?.markPrice) };
};
const lots = () =>
  scene.perform<{ instruments: { symbol: string; lots: { quantity: string }[]; realisedPnl: string }[] }>(
    "listLots",
    {},
  );
const split = (newUnits: number, oldUnits: number, effectiveOn = "2026-11-24") =>
  scene.perform<{ ordersStopped: number }>("recordCorporateAction", {
    symbol: "KO",
    action: { kind: "split", newUnits, oldUnits },
    effectiveOn,
    reason: "As announced",
  });
const differences = async () => {
  scene.clock.advance(31_000);
  await scene.trading.settle(2_000);
  return (
    await scene.perform<{ differences: { says: string; resolvedAt: string | null }[] }>(
      "getReconciliation",
      {},
    )
  ).differences;
};

describe("a split", () => {
  it("gives other units at another cost, keeps the account's value, and takes back what is open", async () => {
    const [before, was] = [await held("KO"), await portfolio()];
    expect(await split(2, 1)).toMatchObject({ quantityBefore: "10", quantityAfter: "20", ordersStopped: 1 });
    const after = await held("KO");
    expect([after.quantity, after.cost * 2, after.mark * 2]).toEqual([
      "20.000000",
      expect.closeTo(before.cost, 4),
      expect.closeTo(before.mark, 4),
    ]);
    expect(Number((await portfolio()).equity)).toBeCloseTo(Number(was.equity), 2);
    await scene.trading.settle(2_000);
    expect(await scene.trading.broker.openOrders()).toEqual([]);
  });

  it("is booked once for its day, by whoever may correct the books, and only of what is held", async () => {
    await expect(split(2, 1)).rejects.toThrow("booked already");
    await expect(split(3, 3, "2026-11-25")).rejects.toThrow("changes nothing");
    await expect(
      scene.perform(
        "recordCorporateAction",
        {
          symbol: "KO",
          action: { kind: "split", newUnits: 2, oldUnits: 1 },
          effectiveOn: "2026-11-26",
          reason: "mine",
        },
        scene.ann,
      ),
    ).rejects.toThrow("books:correct");
  });

  it("leaves lots that add up to the position, and books that agree with the broker's", async () => {
    const [ko] = (await lots()).instruments.filter(({ symbol }) => symbol === "KO");
    expect(ko?.lots.map(({ quantity }) => quantity)).toEqual(["20"]);
    expect(await differences()).toEqual([]);
  });
});

describe("a dividend", () => {
  it("pays cash for what is held, and is profit of its own", async () => {
    const before = await portfolio();
    await scene.perform("recordCorporateAction", {
      symbol: "KO",
      action: { kind: "dividend", cashPerUnit: "0.25" },
      effectiveOn: "2026-11-24",
      reason: "Quarterly dividend",
    });
    const after = await portfolio();
    expect(decimal(after.cash).minus(decimal(before.cash)).toFixed()).toBe("5");
    expect([after.dividends, after.realisedPnl]).toEqual(["5", before.realisedPnl]);
    expect(await differences()).toEqual([]);
  });
});

describe("a fill the broker takes back", () => {
  it("restates position, cash and profit as if it had never been, and stays in the ledger", async () => {
    const [fill] = await scene.desk.db.select().from(fills).where(eq(fills.symbol, "XOM"));
    const before = await portfolio();
    const bust: BrokerEvent = {
      kind: "bust",
      clientOrderId: fill?.clientOrderId ?? "",
      executionId: fill?.executionId ?? "",
      reason: "Erroneous trade",
      at: scene.clock.now().toISOString(),
    };
    const context = contextFor(scene.desk, systemActor("executor"));
    for (const applied of [true, false])
      expect(await recordBrokerEvent.perform(context, { broker: "simulation", event: bust })).toMatchObject({
        applied,
      });
    expect((await held("XOM")).quantity).toBe("0.000000");
    const after = await portfolio();
    const returned = decimal(after.cash).minus(decimal(before.cash));
    expect(returned.toFixed(2)).toBe(
      decimal("4")
        .times(decimal(fill?.price ?? "0"))
        .plus(decimal(fill?.fee ?? "0"))
        .toFixed(2),
    );
    expect(decimal(before.fees).minus(decimal(after.fees)).toFixed()).toBe(
      decimal(fill?.fee ?? "0").toFixed(),
    );
    expect(await scene.desk.db.select().from(fills).where(eq(fills.symbol, "XOM"))).toHaveLength(1);
  });

  it("leaves an account whose value is what it began with, what it won and what it was paid", async () => {
    const { equity, realisedPnl, unrealisedPnl, dividends } = await portfolio();
    const won = [realisedPnl, unrealisedPnl, dividends].reduce(
      (sum, text) => sum.plus(decimal(text)),
      decimal("100000"),
    );
    expect(decimal(equity).minus(won).abs().lt("0.01")).toBe(true);
    const [taken] = await scene.desk.db.select().from(fillBusts);
    const broker = { ...scene.brokerBooks(), busted: [taken?.executionId ?? ""] };
    expect(violationsIn(await checkBooks({ db: scene.desk.db, broker }))).toEqual([]);
  });
});
