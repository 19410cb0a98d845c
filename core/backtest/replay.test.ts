import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PerformanceMetrics } from "#core/model";
import { datedTrade, kernelMetrics, kernelReturns, replay } from "./replay.ts";
import { aSeries } from "./testing/a-series.ts";
import { plainReplay } from "./testing/plain-replay.ts";

const FREE = { commissionBps: 0, slippageBps: 0 };

describe("a replay", () => {
  it("trades at the open after the decision, and marks at each close", () => {
    const series = aSeries([10, 20, 30, 40], [11, 21, 31, 41]);
    const { equity, trades } = replay(series, Int8Array.of(1, 0, 0, 0), 100, FREE);
    expect([...equity]).toEqual([100, 105, 150, 150]);
    expect(trades.map((trade) => datedTrade(trade, series))).toMatchObject([
      { entryPrice: 20, exitPrice: 30, quantity: 5, profit: 50, exitedAt: "2026-01-03T21:00:00.000Z" },
    ]);
  });

  it("sells short what the cash would buy, and gains when prices fall", () => {
    const series = aSeries([10, 20, 15, 10], [11, 18, 12, 10]);
    const { equity, trades } = replay(series, Int8Array.of(-1, -1, 0, 0), 100, FREE);
    // 5 units sold at 20: 200 in cash, less 5 × close.
    expect([...equity]).toEqual([100, 110, 140, 150]);
    expect(trades.map((trade) => datedTrade(trade, series))).toMatchObject([
      { entryPrice: 20, exitPrice: 10, quantity: -5, profit: 50, profitFraction: 0.5 },
    ]);
  });

  it("turns from long to short at one open, and pays both fills", () => {
    const costs = { commissionBps: 100, slippageBps: 0 };
    const { equity, trades, metrics } = replay(aSeries([10, 10, 10]), Int8Array.of(1, -1, 0), 101, costs);
    // In with 10 × 10 + 1; out with 10 × 10 - 1; 99 buys 9 with its fee, which sold bring 90 - 0.9.
    expect(equity[1]).toBeCloseTo(100, 12);
    expect(equity[2]).toBeCloseTo(98.1, 12);
    expect(trades).toMatchObject([
      { quantity: 10, exit: { bar: 2 } },
      { quantity: -9, exit: null },
    ]);
    expect(metrics.totalCosts).toBeCloseTo(2.9, 12);
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

  it("ends the account when a short has lost all of it, and never below zero", () => {
    const { equity, trades, metrics } = replay(
      aSeries([10, 10, 15, 30, 5], [10, 12, 19, 30, 5]),
      Int8Array.of(-1, -1, -1, 1, 1),
      100,
      FREE,
    );
    expect([...equity]).toEqual([100, 80, 10, 0, 0]);
    expect(trades).toMatchObject([{ profit: -100, exit: { bar: 3, price: 20 } }]);
    expect(metrics).toMatchObject({ totalReturn: -1, maxDrawdown: 1, finalEquity: 0, tradeCount: 1 });
  });

  it("refuses fewer directions than bars", () => {
    expect(() => replay(aSeries([10, 10, 10]), Int8Array.of(1), 100, FREE)).toThrow(
      /1 directions for 3 bars/,
    );
  });

  it("finds nothing that varies in an account that did nothing, or grew by the same share each bar", () => {
    expect(kernelMetrics(aSeries([1, 2, 3]), new Int8Array(3), 100, FREE).sharpeRatio).toBeNull();
    const doubling = Array.from({ length: 40 }, (_, bar) => 2 ** bar);
    const { sharpeRatio } = kernelMetrics(
      aSeries(
        doubling.map((price) => price / 2),
        doubling,
      ),
      new Int8Array(40).fill(1),
      0.5,
      FREE,
    );
    expect(sharpeRatio).toBeNull();
  });
});

/** Stretches of one direction: a fresh draw at every bar would never hold a position for long. */
const directionRuns = fc.array(
  fc.record({ direction: fc.constantFrom(-1, 0, 1), bars: fc.integer({ min: 1, max: 90 }) }),
  { minLength: 1, maxLength: 12 },
);
const markets = fc.record({
  start: fc.double({ min: 0.5, max: 5_000, noNaN: true }),
  moves: fc.array(fc.double({ min: -0.08, max: 0.08, noNaN: true }), { minLength: 2, maxLength: 400 }),
  gaps: fc.infiniteStream(fc.double({ min: -0.03, max: 0.03, noNaN: true })),
  runs: directionRuns,
  /** In units of the first price: below 1 it cannot buy at first, and at 3 a third may lie idle. */
  cash: fc.oneof(fc.double({ min: 0.5, max: 4, noNaN: true }), fc.double({ min: 10, max: 1e6, noNaN: true })),
  costs: fc.record({
    commissionBps: fc.integer({ min: 0, max: 200 }),
    slippageBps: fc.integer({ min: 0, max: 200 }),
  }),
});

describe("the kernel against a plain loop over bars", () => {
  it("gives the same curve and figures to 1e-9, long and short, rich and poor, with any costs", () => {
    fc.assert(
      fc.property(markets, ({ start, moves, gaps, runs, cash, costs }) => {
        let price = start;
        const close = moves.map((move) => (price *= Math.exp(move)));
        const open = close.map((_, bar) => (close[bar - 1] ?? start) * Math.exp(gaps.next().value));
        const series = aSeries(open, close);
        const wished = runs.flatMap(({ direction, bars }) => new Array<number>(bars).fill(direction));
        const directions = Int8Array.from(close, (_, bar) => wished[bar % wished.length] ?? 0);
        const ours = replay(series, directions, cash * start, costs);
        const plain = plainReplay(series, directions, cash * start, costs);
        for (const [bar, value] of ours.equity.entries())
          expectClose(value, plain.equity[bar] ?? Number.NaN, cash * start);
        expectSameFigures(ours.metrics, plain.metrics);
        expect(kernelMetrics(series, directions, cash * start, costs)).toEqual(ours.metrics);
        expect(kernelReturns(series, directions, cash * start, costs)).toHaveLength(close.length - 1);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

function expectSameFigures(ours: PerformanceMetrics, plain: PerformanceMetrics): void {
  for (const name of Object.keys(plain) as (keyof PerformanceMetrics)[]) {
    const [value, known] = [ours[name], plain[name]];
    if (value === null || known === null) expect(`${name} ${value}`).toBe(`${name} ${known}`);
    else expectClose(value, known, name === "totalCosts" ? plain.finalEquity : 0);
  }
}

/** To 1e-9 of itself or of what it is part of. */
function expectClose(value: number, known: number, part: number): void {
  if (!(Math.abs(value - known) <= 1e-9 * Math.max(Math.abs(known), part, 1e-3))) expect(value).toBe(known);
}
