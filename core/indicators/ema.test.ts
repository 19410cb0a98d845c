import { describe, expect, it } from "vitest";
import { ema } from "#core/indicators";

describe("ema", () => {
  it("starts from the simple mean, then moves 2/(period+1) of the way to each value", () => {
    // Period 3 moves half of the way: mean(2, 4, 6) = 4, then 4 → 8 gives 6, 6 → 2 gives 4.
    expect([...ema(Float64Array.of(2, 4, 6, 8, 2), 3)]).toEqual([Number.NaN, Number.NaN, 4, 6, 4]);
  });

  it("has no value when the history is shorter than the period", () => {
    expect(ema(Float64Array.of(1, 2), 3).every(Number.isNaN)).toBe(true);
  });

  it("refuses a period of zero", () => {
    expect(() => ema(Float64Array.of(1), 0)).toThrow(/whole number of bars/);
  });
});
