import { describe, expect, it } from "vitest";
import { annualReturn } from "#core/metrics";

describe("annual return", () => {
  it("compounds: 21 % over two years is 10 % a year", () => {
    expect(annualReturn(0.21, 2)).toBeCloseTo(0.1, 12);
  });

  it("counts a calendar year of trading days as a year", () => {
    expect(annualReturn(0.1, 361 / 365.2425)).toBeCloseTo(1.1 ** (365.2425 / 361) - 1, 12);
  });

  it("leaves a span shorter than a year as it is", () => {
    expect(annualReturn(0.02, 7 / 365)).toBe(0.02);
  });
});
