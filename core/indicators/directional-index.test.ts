import { describe, expect, it } from "vitest";
import { directionalIndex } from "#core/indicators";

describe("directionalIndex", () => {
  it("counts the larger of two movements, and neither of two equal ones", () => {
    // Bar 1 reaches 2 up and 1 down: 2 of its range of 5 counts as up. Bar 2 reaches 1 both ways: nothing counts.
    const high = Float64Array.of(12, 14, 15);
    const low = Float64Array.of(10, 9, 8);
    const close = Float64Array.of(11, 12, 12);
    const { plus, minus } = directionalIndex(high, low, close, 2);
    // Wilder keeps half of bar 1 at period 2: (2 / 2) of (5 / 2 + 7).
    expect(plus[2]).toBeCloseTo((100 * 1) / 9.5, 12);
    expect(minus[2]).toBe(0);
  });
});
