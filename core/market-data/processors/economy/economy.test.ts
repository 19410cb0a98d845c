import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "#core/model";
import { changesOver } from "./changes.ts";
import { releaseTimeOf } from "./release-hours.ts";
import { seasonalAdjustmentOf, unitsOf } from "./units.ts";
import { asPublished, revisionsOf } from "./vintages.ts";

const told = (periodOn: string, vintageOn: string, value: number | null): Observation => ({
  seriesId: "PAYEMS",
  periodOn,
  vintageOn,
  value,
  knownAt: releaseTimeOf("Employment Situation", vintageOn) ?? "",
  source: "sample",
  collector: "fred",
});
const jobs = [
  told("2025-09-01", "2025-10-03", 100),
  told("2025-10-01", "2025-11-07", 110),
  told("2025-09-01", "2025-11-07", 104),
  told("2025-09-01", "2025-12-05", 103),
  told("2026-09-01", "2026-10-02", 206),
];

describe("a release", () => {
  it.each([
    ["Consumer Price Index", "2026-07-14", "2026-07-14T12:30:00.000Z"],
    ["10", "2026-12-10", "2026-12-10T13:30:00.000Z"],
    ["50", "2026-03-06", "2026-03-06T13:30:00.000Z"],
    ["53", "2007-03-29", "2007-03-29T12:30:00.000Z"],
    ["53", "2006-03-30", "2006-03-30T13:30:00.000Z"],
    ["H.15 Selected Interest Rates", "2026-11-24", "2026-11-24T21:15:00.000Z"],
    ["Monthly Treasury Statement", "2026-07-13", "2026-07-13T18:00:00.000Z"],
  ])("%s of %s comes out at %s", (release, day, instant) => {
    expect(releaseTimeOf(release, day)).toBe(instant);
  });

  it("has no hour where none is known", () => {
    expect(releaseTimeOf("9999", "2026-11-24")).toBeNull();
    expect(releaseTimeOf(null, "2026-11-24")).toBeNull();
  });
});

describe("a series as published", () => {
  const values = (asOf: string) =>
    asPublished(jobs, asOf).map(({ periodOn, value }) => [periodOn.slice(0, 7), value]);

  it("begins with the release's minute, long after the period it measures", () => {
    expect(values("2025-10-03T12:29:59.999Z")).toEqual([]);
    expect(values("2025-10-03T12:30:00.000Z")).toEqual([["2025-09", 100]]);
  });

  it("holds the newest value known then, and no later one", () => {
    expect(values("2025-11-07T13:30:00.000Z")).toEqual([
      ["2025-09", 104],
      ["2025-10", 110],
    ]);
    expect(values("2027-01-01T00:00:00.000Z")).toEqual([
      ["2025-09", 103],
      ["2025-10", 110],
      ["2026-09", 206],
    ]);
  });

  it("tells a value taken back as missing", () => {
    const withdrawn = [...jobs, told("2025-10-01", "2025-12-05", null)];
    expect(asPublished(withdrawn, "2026-01-01T00:00:00.000Z").at(-1)).toMatchObject({
      periodOn: "2025-10-01",
      value: null,
    });
  });

  it("is the same whatever is published afterwards, in any order", () => {
    const anyTelling = fc.record({
      month: fc.integer({ min: 1, max: 9 }),
      vintage: fc.integer({ min: 10, max: 28 }),
      value: fc.integer(),
    });
    fc.assert(
      fc.property(
        fc.array(anyTelling, { maxLength: 20 }),
        fc.integer({ min: 10, max: 28 }),
        (drawn, today) => {
          const all = new Map(
            drawn.map(({ month, vintage, value }) => {
              const one = told(`2026-0${month}-01`, `2026-11-${vintage}`, value);
              return [`${one.periodOn} ${one.vintageOn}`, one];
            }),
          );
          const asOf = `2026-11-${today}T18:00:00.000Z`;
          const known = [...all.values()].filter(({ knownAt }) => knownAt <= asOf);
          expect(asPublished([...all.values()], asOf)).toEqual(asPublished(known.toReversed(), asOf));
        },
      ),
      { seed: 7 },
    );
  });
});

describe("revisions", () => {
  it("are the values one after another, and how far the latest is from the first", () => {
    const known = revisionsOf(jobs, "2025-09-01", "2026-01-01T00:00:00.000Z");
    expect(known?.values.map(({ value }) => value)).toEqual([100, 104, 103]);
    expect(known).toMatchObject({
      change: 3,
      first: { vintageOn: "2025-10-03" },
      latest: { vintageOn: "2025-12-05" },
    });
  });

  it("are those known then, none for what was not published, and the same value again is none", () => {
    expect(revisionsOf(jobs, "2025-09-01", "2025-10-31T00:00:00.000Z")).toMatchObject({ change: 0 });
    expect(revisionsOf(jobs, "2025-09-01", "2025-10-01T00:00:00.000Z")).toBeNull();
    const again = [...jobs, told("2025-10-01", "2025-12-05", 110)];
    expect(revisionsOf(again, "2025-10-01", "2026-01-01T00:00:00.000Z")?.values).toHaveLength(1);
  });
});

describe("changes", () => {
  const vintage = asPublished(jobs, "2026-12-01T00:00:00.000Z");
  it("compare a period with the one a year or a month before, within one vintage", () => {
    expect(changesOver(vintage, 12)).toEqual([{ periodOn: "2026-09-01", fromOn: "2025-09-01", change: 1 }]);
    expect(changesOver(vintage, 1)[0]).toMatchObject({ periodOn: "2025-10-01", change: 110 / 103 - 1 });
  });

  it("of rates are percentage points, and from nothing or a missing value there is none", () => {
    const rate = [told("2025-10-01", "2025-11-07", 4.1), told("2025-11-01", "2025-12-05", 4.3)];
    expect(changesOver(rate, 1, unitsOf("Percent"))[0]?.change).toBeCloseTo(0.2, 10);
    const gone = [
      told("2025-10-01", "2025-11-07", 0),
      told("2025-11-01", "2025-12-05", 5),
      told("2025-12-01", "2026-01-09", null),
    ];
    expect(changesOver(gone, 1).map(({ change }) => change)).toEqual([null, null]);
  });

  it("refuse figures of two vintages", () => {
    expect(() => changesOver(jobs, 12)).toThrow("Choose one vintage");
  });
});

describe("units", () => {
  it.each([
    ["Percent", { measure: "rate", scale: 0.01 }],
    ["Billions of Dollars", { measure: "money", scale: 1e9, currency: "USD", isReal: false }],
    ["Billions of Chained 2017 Dollars", { measure: "money", scale: 1e9, isReal: true }],
    ["Millions of Dollars", { measure: "money", scale: 1e6 }],
    ["Index 1982-1984=100", { measure: "index", scale: 1, base: "1982-1984=100" }],
    ["Index 2017=100", { measure: "index", base: "2017=100" }],
    ["Thousands of Persons", { measure: "count", scale: 1e3 }],
    ["Number", { measure: "count", scale: 1 }],
    ["Ratio", { measure: "other" }],
  ])("%s are read", (words, units) => {
    expect(unitsOf(words)).toMatchObject(units);
  });

  it.each([
    ["Seasonally Adjusted", "seasonally-adjusted"],
    ["Not Seasonally Adjusted", "not-adjusted"],
    ["NSA", "not-adjusted"],
    ["Seasonally Adjusted Annual Rate", "seasonally-adjusted-annual-rate"],
    ["SAAR", "seasonally-adjusted-annual-rate"],
    ["Smoothed Seasonally Adjusted", "seasonally-adjusted"],
    ["", "unknown"],
  ])("%s means %s", (words, adjustment) => {
    expect(seasonalAdjustmentOf(words)).toBe(adjustment);
  });
});
