import { describe, expect, it } from "vitest";
import { atr } from "#core/indicators";

describe("atr", () => {
  it("averages true ranges, which reach back to the previous close over a gap", () => {
    const high = Float64Array.of(11, 13, 20, 18);
    const low = Float64Array.of(9, 11, 18, 12);
    const close = Float64Array.of(10, 12, 19, 15);
    // True ranges from bar 1: 13-10 = 3; gap up 20-12 = 8; gap down 19-12 = 7. Period 2: (3+8)/2, then (5.5+7)/2.
    expect([...atr(high, low, close, 2)]).toEqual([Number.NaN, Number.NaN, 5.5, 6.25]);
  });

  it("is the true range itself with period 1", () => {
    expect([...atr(Float64Array.of(2, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 1)]).toEqual([
      Number.NaN,
      3,
    ]);
  });

  it("refuses columns of different length", () => {
    expect(() => atr(Float64Array.of(1, 2), Float64Array.of(1), Float64Array.of(1, 1), 1)).toThrow(
      /columns of 2, 1, 2, 2 values/,
    );
  });
});
