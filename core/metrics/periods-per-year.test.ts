import { describe, expect, it } from "vitest";
import { periodsPerYear } from "#core/metrics";

const DAY = 86_400_000;
const MONDAY = Date.parse("2018-01-01T21:00:00Z");

describe("periods per year", () => {
  it("finds weeks in weekly bars", () => {
    const weeks = Float64Array.from({ length: 521 }, (_, index) => MONDAY + index * 7 * DAY);
    expect(periodsPerYear(weeks)).toBeCloseTo(365.2425 / 7, 9);
  });

  it("finds about 261 weekdays in daily bars without holidays", () => {
    const days = Float64Array.from(
      { length: 2600 },
      (_, index) => MONDAY + (index + 2 * Math.floor(index / 5)) * DAY,
    );
    expect(periodsPerYear(days)).toBeCloseTo(261, 0);
  });

  it("takes 252 sessions for minute bars, however few days there are", () => {
    const open = Date.parse("2024-03-04T14:31:00Z");
    const minutes = Float64Array.from(
      { length: 780 },
      (_, index) => open + Math.floor(index / 390) * DAY + (index % 390) * 60_000,
    );
    expect(periodsPerYear(minutes)).toBe(390 * 252);
  });

  it("falls back on 252 for a single bar", () => {
    expect(periodsPerYear(Float64Array.of(MONDAY))).toBe(252);
  });
});
