import { describe, expect, it } from "vitest";
import { ichimoku } from "#core/indicators";

describe("ichimoku", () => {
  it("draws on a bar the cloud made some bars before it", () => {
    const price = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    const made = ichimoku(price, price, 1, 3, 3, 2);
    // Middles of one and of three prices at bar 4: 5 and 4; the spans are their mean 4.5 and 4, two bars before 2.5 and 2.
    expect(Object.fromEntries(Object.entries(made).map(([name, column]) => [name, column[4]]))).toEqual({
      conversion: 5,
      base: 4,
      leadingA: 4.5,
      leadingB: 4,
      cloudA: 2.5,
      cloudB: 2,
    });
    expect(made.cloudA[3]).toBeNaN();
  });
});
