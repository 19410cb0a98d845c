import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import type { BacktestReport, PerformanceMetrics } from "#core/model";
import { compareBacktests } from "./comparison.ts";

const DAY = 86_400_000;
const START = Date.UTC(2020, 0, 1, 21);

/** A report whose account moves by these returns, from a day after the start. */
function reportOf(id: string, returns: readonly number[], firstDay = 0, trades = 40): BacktestReport {
  let equity = 100_000;
  const points = [0, ...returns].map((gained, bar) => {
    equity *= 1 + gained;
    return { at: new Date(START + (firstDay + bar) * DAY).toISOString(), equity };
  });
  return {
    id,
    inputs: {
      strategy: "sma-cross",
      parameters: { fast: 5, slow: 9 },
      symbol: "AAPL",
      interval: "1d",
      from: points[0]?.at ?? "",
      to: points.at(-1)?.at ?? "",
      asOf: "2026-01-01T00:00:00.000Z",
      initialCash: 100_000,
      costs: { commissionBps: 1, slippageBps: 2 },
    },
    source: "simulated",
    metrics: { tradeCount: trades } as PerformanceMetrics,
    benchmark: {} as PerformanceMetrics,
    equity: points,
    trades: [],
    warnings: [],
  };
}

const random = randomOf("compare");
const noise = Array.from({ length: 500 }, () => (random() - 0.5) / 50);
const moved = (by: number) => noise.map((value) => value + by);

describe("backtests side by side", () => {
  it("tell apart what moves together and earns a little more each bar", () => {
    const { rows, correlations, words } = compareBacktests([
      reportOf("worse", moved(0)),
      reportOf("better", moved(0.001)),
    ]);
    expect(rows.map(({ backtestId }) => backtestId)).toEqual(["better", "worse"]);
    expect(rows[0]?.behindBest).toBeNull();
    expect(rows[1]?.behindBest?.isClear).toBe(true);
    expect(correlations[0]?.[1]).toBeCloseTo(1, 12);
    expect(words.join(" ")).toMatch(/more than chance/);
  });

  it("do not tell apart two independent ones that both only were lucky", () => {
    const other = Array.from({ length: 500 }, () => (random() - 0.5) / 50);
    const { rows, words } = compareBacktests([reportOf("a", noise), reportOf("b", other, 0, 12)]);
    expect(rows[1]?.behindBest?.isClear).toBe(false);
    expect(words.join(" ")).toMatch(/cannot be told apart.*fewer than 30 trades/);
  });

  it("look only at bars that all of them have, and say the same in any order", () => {
    const early = reportOf("early", moved(0));
    const late = reportOf("late", moved(0.001).slice(100), 100);
    const there = compareBacktests([early, late]);
    expect(there.bars).toBe(401);
    expect(there.from).toBe(late.equity[0]?.at);
    expect(compareBacktests([late, early])).toEqual(there);
  });

  it("refuse one, and those without a market in common", () => {
    expect(() => compareBacktests([reportOf("one", noise)])).toThrow(/takes two|cannot be compared/);
    expect(() => compareBacktests([reportOf("a", noise), reportOf("b", noise, 5000)])).toThrow(
      /0 bars in common/,
    );
  });
});
