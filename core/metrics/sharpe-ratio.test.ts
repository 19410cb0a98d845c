import { describe, expect, it } from "vitest";
import { sampleDeviation, sharpeRatio, sortinoRatio } from "#core/metrics";

describe("sharpe ratio", () => {
  it("is mean over deviation, times the root of bars a year", () => {
    expect(sharpeRatio(0.001, 0.02, 400)).toBeCloseTo(1, 12);
  });

  it("is null when nothing varied", () => {
    expect(sharpeRatio(0.001, 0, 252)).toBeNull();
  });

  it("takes returns that differ only by rounding for constant ones", () => {
    expect(sampleDeviation(Float64Array.of(0.1 + 0.2, 0.3, 0.3))).toBe(0);
  });
});

describe("sample deviation", () => {
  it("divides by n - 1", () => {
    expect(sampleDeviation(Float64Array.of(1, 2, 3, 4))).toBeCloseTo(Math.sqrt(5 / 3), 12);
  });

  it("is 0 for a single value", () => {
    expect(sampleDeviation(Float64Array.of(7))).toBe(0);
  });
});

describe("sortino ratio", () => {
  it("spreads the shortfall over all bars, winning ones too", () => {
    // Returns +3 %, -1 %, 0, 0: mean 0.5 %, downside √(0.0001 / 4) = 0.5 %, four bars a year.
    expect(sortinoRatio(0.005, 0.0001, 4, 4)).toBeCloseTo(2, 12);
  });

  it("is null when no bar lost", () => {
    expect(sortinoRatio(0.005, 0, 4, 252)).toBeNull();
  });
});
