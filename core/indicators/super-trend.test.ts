import { describe, expect, it } from "vitest";
import { superTrend } from "#core/indicators";

describe("superTrend", () => {
  it("starts down, turns up when a close clears the stop, and then never lowers the stop", () => {
    // Ranges of 2 around the close, no gaps: the ATR is 2 until the price runs.
    const close = Float64Array.of(10, 10, 10, 14, 15, 15);
    const high = close.map((price) => price + 1);
    const low = close.map((price) => price - 1);
    const { line, direction } = superTrend(high, low, close, 2, 1);
    expect([...direction]).toEqual([Number.NaN, Number.NaN, -1, 1, 1, 1]);
    // Bar 2: 10 + 2. Bar 3: true range 15 - 10 = 5, ATR 3.5, 14 - 3.5. Bar 4: ATR 2.75, 15 - 2.75. Bar 5: ATR 2.375.
    expect([...line.slice(2)]).toEqual([12, 10.5, 12.25, 12.625]);
  });
});
