import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SmaStream, sma } from "#core/indicators";

const NONE = Number.NaN;

describe("sma", () => {
  it("averages the newest period values", () => {
    expect([...sma(Float64Array.of(1, 2, 3, 4, 10), 3)]).toEqual([
      NONE,
      NONE,
      2,
      3,
      expect.closeTo(17 / 3, 12),
    ]);
  });

  it("is the series itself with period 1", () => {
    expect([...sma(Float64Array.of(3, 1, 2), 1)]).toEqual([3, 1, 2]);
  });

  it("has no value when the history is shorter than the period", () => {
    expect([...sma(Float64Array.of(1, 2), 3)]).toEqual([NONE, NONE]);
  });

  it.each([0, -1, 2.5, NONE])("refuses a period of %s", (period) => {
    expect(() => sma(Float64Array.of(1), period)).toThrow(/whole number of bars/);
  });

  it("equals a fresh mean of each window", () => {
    const prices = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 70 }), (values, period) => {
        const averages = sma(Float64Array.from(values), period);
        values.forEach((_, index) => {
          const window = values.slice(Math.max(0, index - period + 1), index + 1);
          const expected = window.length < period ? NONE : window.reduce((a, b) => a + b, 0) / period;
          if (Number.isNaN(expected)) expect(averages[index]).toBeNaN();
          else expect(averages[index]).toBeCloseTo(expected, 9);
        });
      }),
    );
  });

  it("gives the same bits fed one value at a time", () => {
    const values = Float64Array.from({ length: 500 }, (_, index) => 100 + Math.sin(index) * 7 + index / 3);
    const rolling = new SmaStream(17);
    expect(Float64Array.from(values, (value) => rolling.next(value))).toEqual(sma(values, 17));
  });
});
