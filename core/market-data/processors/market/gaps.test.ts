import { describe, expect, it } from "vitest";
import { closeOf } from "../../market-calendar/sessions.ts";
import { sp500Sample } from "../../sources/sp500-sample.ts";
import { dailyBars, minuteBars } from "../testing/bars.ts";
import { gapsOf } from "./gaps.ts";
import { resample } from "./resample.ts";

const [from, to] = ["2026-11-23T00:00:00.000Z", "2026-11-30T23:00:00.000Z"];

describe("gaps", () => {
  it("of twenty years of the S&P 500 are none, though its half days are closed at four", async () => {
    const end = "2020-04-17T23:00:00.000Z";
    const bars = await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", end, end);
    expect(gapsOf(bars, "1d", "2000-01-01T00:00:00.000Z", end)).toEqual([]);
  });

  it("of days are sessions without a bar, run by run, at both ends too", () => {
    const bars = dailyBars("2026-11-23", "2026-11-30", () => 100).filter(
      (_, index) => index === 1 || index === 3,
    );
    expect(gapsOf(bars, "1d", from, to)).toEqual([
      { from: closeOf("2026-11-23"), to: closeOf("2026-11-23"), bars: 1 },
      { from: closeOf("2026-11-25"), to: closeOf("2026-11-25"), bars: 1 },
      { from: closeOf("2026-11-30"), to: closeOf("2026-11-30"), bars: 1 },
    ]);
    expect(gapsOf([], "1d", from, to)).toEqual([
      { from: closeOf("2026-11-23"), to: closeOf("2026-11-30"), bars: 5 },
    ]);
  });

  it("of minutes lie in regular hours and run across nights", () => {
    const bars = minuteBars("2026-11-25", "2026-11-27", 3);
    expect(gapsOf(bars, "1m", from, "2026-11-27T23:00:00.000Z")[0]).toEqual({
      from: "2026-11-23T14:31:00.000Z",
      to: "2026-11-24T21:00:00.000Z",
      bars: 780,
    });
    const holed = bars.filter((_, index) => index < 388 || index > 391);
    expect(gapsOf(holed, "1m", "2026-11-25T14:31:00.000Z", "2026-11-27T18:00:00.000Z")).toEqual([
      { from: "2026-11-25T20:59:00.000Z", to: "2026-11-27T14:32:00.000Z", bars: 4 },
    ]);
  });

  it("of longer bars are found by the same schedule that makes them", () => {
    const minutes = minuteBars("2026-11-23", "2026-11-27", 3);
    for (const interval of ["5m", "15m", "30m", "1h", "1d", "1w"] as const)
      expect(gapsOf(resample(minutes, interval), interval, from, "2026-11-27T23:00:00.000Z")).toEqual([]);
    const months = resample(
      dailyBars("2026-01-02", "2026-10-30", () => 100),
      "1mo",
    );
    const january = "2026-01-01T00:00:00.000Z";
    expect(gapsOf(months.toSpliced(3, 1), "1mo", january, from)).toEqual([
      { from: closeOf("2026-04-30"), to: closeOf("2026-04-30"), bars: 1 },
    ]);
  });
});
