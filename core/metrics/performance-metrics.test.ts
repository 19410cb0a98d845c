import { describe, expect, it } from "vitest";
import { performanceMetrics } from "#core/metrics";
import { PerformanceMetrics } from "#core/model";

const YEAR = 365.2425 * 86_400_000;
const NO_TRADES = {
  tradeCount: 0,
  closedTrades: 0,
  wins: 0,
  grossProfit: 0,
  grossLoss: 0,
  heldBars: 0,
  totalCosts: 0,
};

describe("performance metrics", () => {
  it("fills every field from a curve and its trades", () => {
    // One bar a year. Returns +20 %, -10 %, +25 %: 100 → 135 in three years.
    const metrics = performanceMetrics(
      Float64Array.of(0, YEAR, 2 * YEAR, 3 * YEAR),
      Float64Array.of(100, 120, 108, 135),
      { tradeCount: 3, closedTrades: 2, wins: 1, grossProfit: 30, grossLoss: 10, heldBars: 3, totalCosts: 2 },
    );
    const mean = 0.35 / 3;
    const deviation = Math.sqrt((0.2 ** 2 + 0.1 ** 2 + 0.25 ** 2 - 3 * mean ** 2) / 2);
    expect(metrics.totalReturn).toBeCloseTo(0.35, 12);
    expect(metrics.annualReturn).toBeCloseTo(Math.cbrt(1.35) - 1, 12);
    expect(metrics.annualVolatility).toBeCloseTo(deviation, 12);
    expect(metrics.sharpeRatio).toBeCloseTo(mean / deviation, 12);
    expect(metrics.sortinoRatio).toBeCloseTo(mean / Math.sqrt(0.01 / 3), 12);
    expect(metrics.maxDrawdown).toBeCloseTo(0.1, 12);
    expect(metrics.calmarRatio).toBeCloseTo((Math.cbrt(1.35) - 1) / 0.1, 12);
    expect(metrics).toMatchObject({ tradeCount: 3, winRate: 0.5, profitFactor: 3, exposure: 0.75 });
    expect(metrics).toMatchObject({ totalCosts: 2, finalEquity: 135, barCount: 4 });
  });

  it("answers null, not NaN, where an idle account has no figure", () => {
    const metrics = performanceMetrics(Float64Array.of(0, YEAR), Float64Array.of(100, 100), NO_TRADES);
    expect(metrics).toMatchObject({ sharpeRatio: null, sortinoRatio: null, calmarRatio: null });
    expect(metrics).toMatchObject({ winRate: null, profitFactor: null, totalReturn: 0, annualVolatility: 0 });
    expect(PerformanceMetrics.parse(metrics)).toEqual(metrics);
  });
});
