import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sma } from "./sma.ts";
import { smaAbove } from "./sma-above.ts";

describe("a fast average above a slow one", () => {
  it("is what comparing the two averages says, bar for bar, ties included", () => {
    const prices = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 60 });
    const period = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(prices, period, period, (values, one, other) => {
        const series = Float64Array.from(values);
        const [fast, slow] = [Math.min(one, other), Math.max(one, other)];
        const quick = sma(series, fast);
        const steady = sma(series, slow);
        const compared = values.map((_, bar) => ((quick[bar] ?? 0) > (steady[bar] ?? 0) ? 1 : 0));
        expect([...smaAbove(series, fast, slow)]).toEqual(compared);
      }),
    );
  });

  it("is never so before the slow one is there", () => {
    expect([...smaAbove(Float64Array.of(1, 2, 3), 1, 4)]).toEqual([0, 0, 0]);
  });
});
