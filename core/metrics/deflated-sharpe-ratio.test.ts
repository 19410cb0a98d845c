import { describe, expect, it } from "vitest";
import { deflatedSharpeRatio } from "#core/metrics";

describe("deflated Sharpe ratio", () => {
  // Two-point returns +1 %, -0.5 %: no skew, kurtosis 1 for large n, so the spread is 1 and z = (SR - bar)·√(n-1).
  const returns = Float64Array.from({ length: 10_000 }, (_, index) => (index % 2 === 0 ? 0.0101 : -0.01));

  it("is even when the ratio just equals the bar", () => {
    const mean = 0.00005;
    const deviation = Math.sqrt((0.01005 ** 2 * 10_000) / 9_999);
    expect(deflatedSharpeRatio(returns, mean / deviation)).toBeCloseTo(0.5, 9);
  });

  it("counts the distance to the bar in standard errors", () => {
    const deviation = Math.sqrt((0.01005 ** 2 * 10_000) / 9_999);
    const bar = 0.00005 / deviation - 1.96 / Math.sqrt(9_999);
    expect(deflatedSharpeRatio(returns, bar)).toBeCloseTo(0.975, 4);
  });

  it("trusts the same ratio less when rare large losses pay for it", () => {
    const steady = Float64Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 0.012 : -0.01));
    const crashing = Float64Array.from({ length: 400 }, (_, index) => (index % 40 === 0 ? -0.2 : 0.0062));
    const confidence = (series: Float64Array) => deflatedSharpeRatio(series, -0.05) ?? Number.NaN;
    expect(confidence(crashing)).toBeLessThan(confidence(steady));
  });

  it("is null when returns never varied", () => {
    expect(deflatedSharpeRatio(Float64Array.of(0.1, 0.1, 0.1), 0)).toBeNull();
  });
});
