import { describe, expect, it } from "vitest";
import { expectedMaxSharpe } from "#core/metrics";

describe("expected maximum Sharpe ratio of luck", () => {
  // (1-γ)·Z(1-1/N) + γ·Z(1-1/(N·e)), worked with Python's statistics.NormalDist.
  it.each([
    [10, 1.57459830134575],
    [100, 2.5306028932016846],
    [1000, 3.255121513652723],
  ])("is a known number of deviations for %i trials", (trials, deviations) => {
    expect(expectedMaxSharpe(trials, 0.5)).toBeCloseTo(deviations * 0.5, 10);
  });

  it("is 0 for one trial: nothing was chosen", () => {
    expect(expectedMaxSharpe(1, 0.5)).toBe(0);
  });
});
