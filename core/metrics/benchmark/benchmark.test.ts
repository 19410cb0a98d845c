import { describe, expect, it } from "vitest";
import { activeReturn, benchmarkRegression } from "#core/metrics";

const benchmark = Float64Array.of(0.01, -0.02, 0.03, 0);

describe("regression on a benchmark", () => {
  it("finds the line the returns were made from", () => {
    const line = benchmarkRegression(
      benchmark.map((value) => 0.001 + 2 * value),
      benchmark,
      252,
    );
    expect(line?.beta).toBeCloseTo(2, 12);
    expect(line?.alpha).toBeCloseTo(0.252, 12);
    expect(line?.correlation).toBeCloseTo(1, 12);
  });

  it("has no correlation for returns that never varied, and no line on a benchmark that did not", () => {
    expect(benchmarkRegression(new Float64Array(4), benchmark, 252)).toMatchObject({ correlation: null });
    expect(benchmarkRegression(benchmark, new Float64Array(4), 252)).toBeNull();
    expect(benchmarkRegression(Float64Array.of(0.1), Float64Array.of(0.1), 252)).toBeNull();
  });

  it("refuses unequal lengths, naming both", () => {
    expect(() => benchmarkRegression(benchmark, Float64Array.of(0.1), 252)).toThrow(
      "There are 4 returns and 1 benchmark returns.",
    );
  });
});

describe("active return", () => {
  it("is the Sharpe ratio of the differences", () => {
    const active = activeReturn(
      benchmark.map((value, bar) => value + (bar % 2 === 0 ? 0.03 : -0.01)),
      benchmark,
      100,
    );
    // Differences +3 %, −1 %, +3 %, −1 %: mean 1 %, deviation √(4 · 0.02² / 3), ten times that a year.
    expect(active.trackingError).toBeCloseTo(10 * Math.sqrt(0.0016 / 3), 12);
    expect(active.informationRatio).toBeCloseTo((10 * 0.01) / Math.sqrt(0.0016 / 3), 12);
  });

  it("has no ratio for the benchmark itself", () => {
    expect(activeReturn(benchmark, benchmark, 252)).toEqual({ trackingError: 0, informationRatio: null });
  });
});
