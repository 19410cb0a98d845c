import { describe, expect, it } from "vitest";
import { cornishFisherRisk, gaussianRisk } from "#core/metrics";

/** +2 % and −1 % by turns: mean 0.5 %, and a deviation of 1.5 % but for n − 1. */
const turns = Float64Array.from({ length: 1000 }, (_, bar) => (bar % 2 === 0 ? 0.02 : -0.01));

describe("gaussian risk of returns", () => {
  it("is 1.645 deviations below the mean, as a positive loss", () => {
    const deviation = 0.015 * Math.sqrt(1000 / 999);
    expect(gaussianRisk(turns, 0.95)?.valueAtRisk).toBeCloseTo(1.6448536269514722 * deviation - 0.005, 12);
  });

  it("is 0 for a sure gain, and null for one return", () => {
    expect(gaussianRisk(Float64Array.of(0.01, 0.01, 0.01), 0.95)).toEqual({
      valueAtRisk: 0,
      expectedShortfall: 0,
    });
    expect(gaussianRisk(Float64Array.of(0.01), 0.95)).toBeNull();
    expect(() => gaussianRisk(Float64Array.of(0.01, Number.NaN), 0.95)).toThrow("is NaN");
  });
});

describe("cornish-fisher risk of returns", () => {
  it("is larger than the gaussian one at 99 % where both tails are fat", () => {
    const wild = (bar: number) => (bar % 20 === 0 ? -0.03 : bar % 20 === 11 ? 0.03 : 0);
    const returns = Float64Array.from(
      { length: 1000 },
      (_, bar) => wild(bar) + (bar % 2 === 0 ? 0.006 : -0.006),
    );
    const bent = cornishFisherRisk(returns, 0.99);
    expect(bent?.valueAtRisk).toBeGreaterThan(gaussianRisk(returns, 0.99)?.valueAtRisk ?? Number.NaN);
    expect(bent?.expectedShortfall).toBeGreaterThan(bent?.valueAtRisk ?? Number.NaN);
  });

  it("is null where the expansion folds back, and for returns that never varied", () => {
    // Two points have the kurtosis 1, an excess of −2: the third-order term falls without end in the tail.
    expect(cornishFisherRisk(turns, 0.95)).toBeNull();
    expect(cornishFisherRisk(new Float64Array(50), 0.95)).toBeNull();
  });
});
