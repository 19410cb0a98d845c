import { describe, expect, it } from "vitest";
import { normalProbability, normalQuantile } from "#core/metrics";

// Reference values: Python's statistics.NormalDist.
describe("normal distribution", () => {
  it.each([
    [0, 0.5],
    [1.96, 0.9750021048517796],
    [-4.5, 3.3976731247387093e-6],
    [2.9999999, 0.998650101526],
    [3.0000001, 0.998650102412],
  ])("knows the probability below %s", (z, probability) => {
    expect(normalProbability(z)).toBeCloseTo(probability, 11);
  });

  it("knows the quantile of a probability", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.9599639845400536, 12);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9);
  });

  it("has no quantile for 0 or 1", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NaN, Number.NaN]);
  });
});
