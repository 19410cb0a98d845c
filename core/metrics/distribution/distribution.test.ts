import { describe, expect, it } from "vitest";
import { kurtosis, omegaRatio, quantile, skewness, tailRatio } from "#core/metrics";

describe("skewness and kurtosis", () => {
  it("are 0 and 1 for two values seen equally often, the flattest shape there is", () => {
    expect(skewness(Float64Array.of(-1, 1, -1, 1))).toBe(0);
    expect(kurtosis(Float64Array.of(-1, 1, -1, 1))).toBe(1);
  });

  it("lean to the side of the rare large value", () => {
    // Mean 1, moments 2, 2 and 6: 2 / 2^1.5 and 6 / 4.
    expect(skewness(Float64Array.of(0, 0, 3))).toBeCloseTo(2 / 2 ** 1.5, 12);
    expect(kurtosis(Float64Array.of(0, 0, 3))).toBeCloseTo(1.5, 12);
    expect(skewness(Float64Array.of(0, 0, -3))).toBeCloseTo(-(2 / 2 ** 1.5), 12);
  });

  it("are null for two values and for values that never varied", () => {
    for (const values of [Float64Array.of(1, 2), Float64Array.of(0.3, 0.3, 0.1 + 0.2)])
      expect([skewness(values), kurtosis(values)]).toEqual([null, null]);
  });

  it("refuse a value that is no number, naming where it is", () => {
    expect(() => skewness(Float64Array.of(1, Number.NaN, 2))).toThrow("The value at position 1 is NaN.");
  });
});

describe("quantile", () => {
  it("lies on the line between its neighbours", () => {
    expect(quantile(Float64Array.of(1, 2, 4), 0.75)).toBe(3);
    expect([quantile(Float64Array.of(1, 2, 4), 0), quantile(Float64Array.of(1, 2, 4), 1)]).toEqual([1, 4]);
  });
});

describe("tail ratio", () => {
  // 21 values: the 5th and 95th percentiles are the second from either end.
  const spread = (bad: number, good: number) =>
    Float64Array.from({ length: 21 }, (_, index) => (index < 2 ? bad : index > 18 ? good : 0));

  it("is the good tail over the bad one", () => {
    expect(tailRatio(spread(-0.02, 0.03))).toBeCloseTo(1.5, 12);
  });

  it("is null where the bad tail gains or the good one loses", () => {
    expect(tailRatio(spread(0.01, 0.03))).toBeNull();
    expect(tailRatio(spread(-0.03, -0.01))).toBeNull();
    expect(tailRatio(new Float64Array())).toBeNull();
  });
});

describe("omega ratio", () => {
  it("is all gains over all losses", () => {
    expect(omegaRatio(Float64Array.of(0.03, -0.01, 0.01, 0))).toBeCloseTo(4, 12);
  });

  it("is 1 where the mean is the threshold", () => {
    expect(omegaRatio(Float64Array.of(0.01, 0.03), 0.02)).toBeCloseTo(1, 12);
  });

  it("is null when no bar fell short", () => {
    expect(omegaRatio(Float64Array.of(0.01, 0))).toBeNull();
  });
});
