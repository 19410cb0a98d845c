import { beforeAll, describe, expect, it } from "vitest";
import { type BarSeries, sp500Sample, toSeries } from "#core/market-data";
import { type BacktestInputs, RiskLimits } from "#core/model";
import { type PortfolioFacts, runPortfolio } from "../engine/index.ts";
import { randomSeries } from "../engine/testing/a-market.ts";
import { runLiveReplay } from "./run-live-replay.ts";

const INPUTS: BacktestInputs = {
  strategy: "sma-cross",
  parameters: { fast: 5, slow: 20 },
  symbol: "AAA",
  interval: "1d",
  // The gates want a hundred days of history before the first order.
  from: "2026-06-01T00:00:00.000Z",
  to: "2027-12-31T00:00:00.000Z",
  asOf: "2027-12-31T00:00:00.000Z",
  initialCash: 100_000,
  costs: { commissionBps: 1, slippageBps: 2 },
};
const series: BarSeries = randomSeries("live", "AAA", 500, 0.01);
series.volume.fill(10_000_000);
const facts = (changes: Partial<BacktestInputs> = {}): PortfolioFacts => ({
  id: "B1",
  inputs: { ...INPUTS, ...changes },
  seriesOf: (symbol) => (symbol === "AAA" ? series : undefined),
  signals: [],
});
const SMALL = { sizing: { kind: "fixed-fraction", fraction: 0.1 } } as const;
const told = (warnings: readonly string[]) => warnings.filter((words) => /refused \d+ orders?/.test(words));

describe("a replay of the live path", () => {
  it("sends every order through all gates and the life of a real order", () => {
    const { report, orders, judged } = runLiveReplay(facts(SMALL));
    expect(judged).toBeGreaterThan(20);
    expect(report.trades.length).toBeGreaterThan(5);
    expect(told(report.warnings)).toEqual([]);
    expect(orders.length).toBe(judged);
    // Limits half a percent from the close: some lapse, most trade, none is left half told.
    expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(["filled", "expired"]));
    for (const { state, filledQuantity, terms } of orders)
      expect(Number(filledQuantity)).toBe(state === "filled" ? Number(terms.quantity) : 0);
  });

  it("tells what the default limits refuse, by the ids of their controls", () => {
    // All of 100,000 USD in one order: above order size, position size and buying power.
    const { report } = runLiveReplay(facts());
    expect(report.metrics.tradeCount).toBe(0);
    const [words] = told(report.warnings);
    for (const id of ["C08", "C20", "C25"]) expect(words).toContain(id);
  });

  it("lets through what wider limits allow, and refuses shorts whatever they are", () => {
    const limits = RiskLimits.parse({
      maxOrderNotionalUsd: "30000",
      maxOrderNotionalOfEquity: 0.3,
      maxPositionUsd: "40000",
      maxPositionOfEquity: 0.4,
      protectiveExitAboveUsd: "40000",
    });
    const third = facts({ sizing: { kind: "fixed-fraction", fraction: 0.25 } });
    expect(runLiveReplay(third, limits).report.metrics.tradeCount).toBeGreaterThan(5);
    const short = { ...facts(SMALL), decide: () => new Int8Array(500).fill(-1) };
    const { report } = runLiveReplay(short, limits);
    expect(report.metrics.tradeCount).toBe(0);
    expect(told(report.warnings)[0]).toMatch(/C27/);
  });

  it("carries brackets as the desk would, and their exits live on", () => {
    const { report, orders } = runLiveReplay(
      facts({ ...SMALL, exits: { stopFraction: 0.03, targetFraction: 0.05 } }),
    );
    const exits = orders.filter(({ exitOf }) => exitOf);
    expect(exits.length).toBeGreaterThan(5);
    expect(exits.filter(({ state }) => state === "filled").length).toBeGreaterThan(2);
    expect(orders.some(({ terms }) => terms.orderClass === "bracket")).toBe(true);
    expect(report.warnings.filter((words) => words.startsWith("Order "))).toEqual([]);
  });

  it("gives the same bytes again", () => {
    expect(JSON.stringify(runLiveReplay(facts(SMALL)))).toBe(JSON.stringify(runLiveReplay(facts(SMALL))));
  });

  describe("on real bars", () => {
    let sp500: BarSeries;
    beforeAll(async () => {
      const to = "2010-01-01T00:00:00.000Z";
      sp500 = toSeries(await sp500Sample().bars("SP500", "1d", "2005-01-01T00:00:00.000Z", to, to));
    });

    it("stays near the plain replay, though orders are held to their worst price", () => {
      const inputs = {
        ...INPUTS,
        ...SMALL,
        symbol: "SP500",
        from: "2006-01-01T00:00:00.000Z",
        to: "2010-01-01T00:00:00.000Z",
      };
      const given = { ...facts(), inputs, seriesOf: () => sp500 };
      const { report } = runLiveReplay(given);
      const plain = runPortfolio(given);
      expect(report.trades.length).toBeGreaterThan(10);
      expect(Math.abs(report.metrics.totalReturn - plain.metrics.totalReturn)).toBeLessThan(0.02);
    });
  });
});
