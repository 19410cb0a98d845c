import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calmarRatio, maxDrawdown } from "#core/metrics";

describe("max drawdown", () => {
  it("is the deepest fall from the peak before it", () => {
    expect(maxDrawdown(Float64Array.of(100, 120, 90, 110, 200, 160))).toBe(0.25);
  });

  it("is 0 for a curve that never falls, and for none", () => {
    expect(maxDrawdown(Float64Array.of(1, 1, 2))).toBe(0);
    expect(maxDrawdown(new Float64Array())).toBe(0);
  });

  it("is the largest fall over all pairs of bars", () => {
    const curve = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(curve, (equity) => {
        const falls = equity.flatMap((before, index) =>
          equity.slice(index).map((after) => (before - after) / before),
        );
        expect(maxDrawdown(Float64Array.from(equity))).toBe(Math.max(...falls, 0));
      }),
    );
  });
});

describe("calmar ratio", () => {
  it("is annual return over maximum drawdown", () => {
    expect(calmarRatio(0.1, 0.25)).toBeCloseTo(0.4, 12);
  });

  it("is null when the curve never fell", () => {
    expect(calmarRatio(0.1, 0)).toBeNull();
  });
});
