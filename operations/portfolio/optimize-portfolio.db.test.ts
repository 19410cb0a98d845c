import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { marketOf, simulatedMarket, sp500Sample } from "#core/market-data";
import { ManualClock, RiskLimits } from "#core/model";
import { accounts, type Database, insertLimits, openDatabase, orders, positions, proposals } from "#db";
import { contextFor, type Desk, personActor } from "../index.ts";
import { quietDesk } from "../testing/quiet-desk.ts";
import { optimizePortfolio } from "./optimize-portfolio.ts";

/** Tuesday, half an hour after the opening in New York. */
const NOW = "2026-11-24T15:00:00.000Z";
let database: Awaited<ReturnType<typeof openDatabase>>;
let desk: Desk;

beforeAll(async () => {
  database = await openDatabase({ url: null, folder: null });
  const clock = new ManualClock(NOW);
  desk = quietDesk(database.db, clock, marketOf([simulatedMarket(7), sp500Sample()]));
  await seed(database.db, clock.now());
});
afterAll(() => database.close());

/** $60,000 in cash and 100 shares of Coca-Cola. */
async function seed(db: Database, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const version = {
      version: 1,
      limits: RiskLimits.parse({}),
      reason: "first limits",
      setBy: ["setup"],
      setAt: at.toISOString(),
    };
    await insertLimits(tx, version, { loosened: false });
    await tx.insert(accounts).values({
      account: "paper",
      environment: "sim",
      stateChangedAt: at,
      cash: "60000",
      equityAtOpen: "100000",
      openedOn: "2026-11-24",
      limitsVersion: 1,
      source: "simulated",
    });
    await tx.insert(positions).values({
      account: "paper",
      symbol: "KO",
      quantity: "100",
      averageCost: "60",
      realisedPnl: "0",
      markPrice: "60",
      markedAt: at,
      source: "simulated",
    });
  });
}

const ask = (input: object) =>
  optimizePortfolio.perform(
    contextFor(desk, personActor({ id: "per_tess", name: "tess", role: "trader" }, "web")),
    input,
  );

describe("optimizePortfolio", () => {
  it("weighs named companies, proves the weights and says what would be traded", async () => {
    const advice = await ask({ method: "min-variance", symbols: ["apple", "MSFT", "KO"], frontierPoints: 5 });
    expect(advice.allocations.map(({ symbol }) => symbol)).toEqual(["AAPL", "KO", "MSFT"]);
    expect(advice.allocations.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
    expect(advice.allocations.reduce((sum, { riskShare }) => sum + riskShare, 0)).toBeCloseTo(1, 10);
    expect(Math.max(...Object.values(advice.certificate))).toBeLessThanOrEqual(1e-8);
    expect(advice.frontier).toHaveLength(5);
    expect(advice.frontier[0]?.volatility).toBeLessThanOrEqual(advice.volatility + 1e-9);
    expect(advice.basket.orders.every(({ quantity }) => /^\d+$/.test(quantity))).toBe(true);
    expect(Number(advice.basket.cashAfter)).toBeGreaterThanOrEqual(0);
    expect(advice.sources).toEqual(["simulated"]);
    expect(advice.days).toBe(252);
  });

  it("leaves no proposal and no order behind", async () => {
    await ask({ method: "hrp", symbols: ["AAPL", "JPM", "XOM", "KO"] });
    expect(await desk.db.select().from(proposals)).toEqual([]);
    expect(await desk.db.select().from(orders)).toEqual([]);
  });

  it("keeps to the turnover it is given, in weights and in whole shares, and names it as binding", async () => {
    const advice = await ask({
      method: "risk-parity",
      symbols: ["AAPL", "KO", "JPM"],
      turnover: 0.1,
      invested: 0.15,
    });
    expect(advice.binding).toEqual(["turnover at most 10 %"]);
    expect(advice.basket.turnover).toBeLessThanOrEqual(0.1);
  });

  it("gives each asset the share of the risk its budget names, and keeps to bounds of its own", async () => {
    const request = { method: "risk-parity", symbols: ["AAPL", "KO", "JPM"] };
    const budgeted = await ask({ ...request, riskBudgets: { Apple: 2, KO: 1, JPM: 1 } });
    const shares = budgeted.allocations.map(({ riskShare }) => riskShare);
    for (const [k, share] of [0.5, 0.25, 0.25].entries()) expect(shares[k]).toBeCloseTo(share, 8);
    const bounded = await ask({ ...request, weightBounds: { "Coca-Cola": { min: 0, max: 0.1 } } });
    const weights = Object.fromEntries(bounded.allocations.map(({ symbol, weight }) => [symbol, weight]));
    expect(weights.KO).toBeCloseTo(0.1, 10);
  });

  it("weighs the holdings when no symbols are named", async () => {
    expect((await ask({ method: "min-variance" })).allocations).toMatchObject([{ symbol: "KO", weight: 1 }]);
  });

  it("sees only what was known at the instant asked for", async () => {
    const request = { method: "min-variance", symbols: ["AAPL", "JPM"], asOf: "2026-06-01T00:00:00.000Z" };
    const before = await ask(request);
    expect(before.to < "2026-06-01").toBe(true);
    expect((await ask({ ...request, asOf: NOW })).to).toBe("2026-11-23");
    expect(await ask(request)).toEqual(before);
  });

  it.each([
    ["an unknown name", { method: "hrp", symbols: ["Enron"] }, '"Enron" is not an instrument'],
    [
      "a target method without its target",
      { method: "target-risk", symbols: ["AAPL", "KO"] },
      "without targetRisk",
    ],
    [
      "limits that contradict each other",
      { method: "min-variance", symbols: ["AAPL", "KO"], maxWeight: 0.3 },
      "the bounds of AAPL, KO",
    ],
    [
      "too few days for a plain covariance",
      {
        method: "min-variance",
        symbols: ["AAPL", "MSFT", "NVDA", "GOOGL", "AMZN", "TSLA", "JPM", "XOM", "KO", "SPY"],
        days: 10,
        covariance: "sample",
      },
      "too few for the sample covariance",
    ],
    [
      "risk budgets that leave an asset out",
      { method: "risk-parity", symbols: ["AAPL", "KO"], riskBudgets: { AAPL: 1 } },
      "KO has no risk budget",
    ],
    [
      "risk budgets for a method without them",
      { method: "hrp", symbols: ["AAPL", "KO"], riskBudgets: { AAPL: 1, KO: 1 } },
      "given to the method hrp",
    ],
    [
      "series of different times",
      { method: "hrp", symbols: ["SP500", "AAPL"] },
      "SP500 has no daily bars in the window",
    ],
    [
      "an account that is not there",
      { method: "hrp", symbols: ["AAPL"], account: "nobody" },
      'no account "nobody"',
    ],
  ])("refuses %s and says what to do", async (_name, input, message) => {
    await expect(ask(input)).rejects.toThrow(message);
  });
});
