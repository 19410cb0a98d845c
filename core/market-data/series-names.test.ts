import { describe, expect, it } from "vitest";
import type { IndicatorSeries } from "#core/model";
import { seriesNamed } from "./series-names.ts";
import { yearOnYear } from "./year-on-year.ts";

const series = (id: string, title: string): IndicatorSeries => ({
  id,
  title,
  units: "Percent",
  frequency: "monthly",
  seasonalAdjustment: "seasonally-adjusted",
  releaseId: null,
  releaseName: null,
  knownAt: "2026-01-01T00:00:00.000Z",
  source: "simulated",
  collector: "fred",
});
const HELD = [
  series("CPIAUCSL", "Consumer Price Index for All Urban Consumers: All Items"),
  series("CPILFESL", "Consumer Price Index: All Items Less Food and Energy"),
  series("UNRATE", "Unemployment Rate"),
  series("DGS10", "Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity"),
];

describe("the name of a series", () => {
  it.each([
    ["cpiaucsl", "CPIAUCSL"],
    ["CPI", "CPIAUCSL"],
    ["inflation", "CPIAUCSL"],
    ["core CPI", "CPILFESL"],
    ["the unemployment rate", "UNRATE"],
    ["10-year yield", "DGS10"],
    ["market yield", "DGS10"],
  ])("%s is %s", (text, id) => expect(seriesNamed(HELD, text)?.id).toBe(id));

  it.each(["all items", "wages", "GDP"])("%s is none: it fits several, or nothing held", (text) =>
    expect(seriesNamed(HELD, text)).toBeNull(),
  );
});

describe("change on the year", () => {
  const value = (periodOn: string, told: number | null) => ({
    seriesId: "CPIAUCSL",
    periodOn,
    vintageOn: periodOn,
    value: told,
    knownAt: "2026-01-01T00:00:00.000Z",
    source: "simulated" as const,
    collector: "fred",
  });

  it("is over the same period a year before, and unknown where that is missing", () => {
    const held = [value("2025-10-01", 200), value("2025-11-01", null), value("2026-10-01", 206)];
    expect(yearOnYear(held, "2026-10-01")).toBeCloseTo(0.03, 12);
    expect(yearOnYear([...held, value("2026-11-01", 207)], "2026-11-01")).toBeNull();
    expect(yearOnYear(held, "2025-10-01")).toBeNull();
  });
});
