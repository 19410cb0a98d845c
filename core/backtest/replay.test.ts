import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarSeries } from "#core/market-data";
import { performanceMetrics } from "#core/metrics";
import { datedTrade, replay, replayMetrics } from "./replay.ts";

const FREE = { commissionBps: 0, slippageBps: 0 };

/** Daily bars that open at these prices and close at those. */
function aSeries(open: readonly number[], close: readonly number[] = open): BarSeries {
  const column = (values: readonly number[]) => Float64Array.from(values);
  return {
    symbol: "AAPL",
    interval: "1d",
    source: "simulated",
    times: column(open.map((_, bar) => Date.UTC(2026, 0, 1 + bar, 21))),
    open: column(open),
    high: column(open.map((price, bar) => Math.max(price, close[bar] ?? price))),
    low: column(open.map((price, bar) => Math.min(price, close[bar] ?? price))),
    close: column(close),
    volume: column(open.map(() => 0)),
  };
}

describe("a replay", () => {
  it("trades at the open after the decision, and marks at each close", () => {
    const series = aSeries([10, 20, 30, 40], [11, 21, 31, 41]);
    const { equity, trades } = replay(series, Int8Array.of(1, 0, 0, 0), 100, FREE);
    expect([...equity]).toEqual([100, 105, 150, 150]);
    expect(trades.map((trade) => datedTrade(trade, series))).toMatchObject([
      { entryPrice: 20, exitPrice: 30, quantity: 5, profit: 50, exitedAt: "2026-01-03T21:00:00.000Z" },
    ]);
  });

  it("never acts on the last decision, and leaves an open position open", () => {
    const { equity, trades } = replay(aSeries([10, 10, 20]), Int8Array.of(0, 1, 1), 100, FREE);
    expect([...equity]).toEqual([100, 100, 100]);
    expect(trades).toMatchObject([{ quantity: 5, exit: null }]);
  });

  it("tries again each bar while it cannot afford one unit", () => {
    const { trades } = replay(aSeries([10, 200, 150, 90]), Int8Array.of(1, 1, 1, 1), 100, FREE);
    expect(trades).toMatchObject([{ entryBar: 3, quantity: 1 }]);
  });

  it("gives the figures that its own curve has, and the same ones without keeping the curve", () => {
    const prices = fc.array(fc.double({ min: 5, max: 50, noNaN: true }), { minLength: 3, maxLength: 60 });
    fc.assert(
      fc.property(prices, fc.infiniteStream(fc.boolean()), (opens, wishes) => {
        const series = aSeries(opens);
        const targets = Int8Array.from(opens, () => (wishes.next().value ? 1 : 0));
        const costs = { commissionBps: 5, slippageBps: 5 };
        const { equity, metrics } = replay(series, targets, 10_000, costs);
        expect(replayMetrics(series, targets, 10_000, costs)).toEqual(metrics);
        const none = {
          tradeCount: 0,
          closedTrades: 0,
          wins: 0,
          grossProfit: 0,
          grossLoss: 0,
          heldBars: 0,
          totalCosts: 0,
        };
        const known = performanceMetrics(series.times, equity, none);
        for (const name of ["totalReturn", "annualVolatility", "maxDrawdown", "finalEquity"] as const)
          expect(metrics[name]).toBeCloseTo(known[name], 10);
        expect(metrics.sharpeRatio ?? 0).toBeCloseTo(known.sharpeRatio ?? 0, 8);
      }),
    );
  });
});
