import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { closeOf, sessionsBetween } from "../../market-calendar/sessions.ts";
import { aBar, dailyBars, minuteBars } from "../testing/bars.ts";
import { resample } from "./resample.ts";
import { roundTheClock, simulatedCalendar } from "./trading-calendar.ts";

const week = minuteBars("2026-11-23", "2026-11-27", 1);
const closes = (bars: readonly { occurredAt: string }[]) =>
  bars.map(({ occurredAt }) => occurredAt.slice(5, 16));
const total = (bars: readonly { volume: number }[]) => bars.reduce((sum, { volume }) => sum + volume, 0);

describe("resampling minutes", () => {
  it("keeps open, high, low, close and volume", () => {
    const five = week.slice(0, 5);
    const [bar] = resample(five, "5m");
    expect(bar).toMatchObject({
      interval: "5m",
      occurredAt: "2026-11-23T14:35:00.000Z",
      open: five[0]?.open,
      close: five[4]?.close,
      high: Math.max(...five.map(({ high }) => high)),
      low: Math.min(...five.map(({ low }) => low)),
      volume: total(five),
    });
  });

  it("runs from the open, and ends the last bar with the session, half days too", () => {
    const hours = closes(resample(week, "1h"));
    expect(hours.slice(0, 7).map((at) => at.slice(6))).toEqual([
      "15:30",
      "16:30",
      "17:30",
      "18:30",
      "19:30",
      "20:30",
      "21:00",
    ]);
    expect(hours.filter((at) => at.startsWith("11-27"))).toEqual([
      "11-27T15:30",
      "11-27T16:30",
      "11-27T17:30",
      "11-27T18:00",
    ]);
  });

  it("makes days that close with the exchange, and weeks with their last day", () => {
    expect(closes(resample(week, "1d"))).toEqual([
      "11-23T21:00",
      "11-24T21:00",
      "11-25T21:00",
      "11-27T18:00",
    ]);
    expect(closes(resample(week, "1w"))).toEqual(["11-27T18:00"]);
    expect(resample(week, "1mo")).toEqual([]);
  });

  it("tells the last bar when it is complete, or when its time has passed", () => {
    const four = week.slice(0, 4);
    expect(resample(four, "5m")).toEqual([]);
    expect(resample(four, "5m", { asOf: "2026-11-23T14:34:59.999Z" })).toEqual([]);
    const [late] = resample(four, "5m", { asOf: "2026-11-23T14:35:00.000Z" });
    expect(late).toMatchObject({
      occurredAt: "2026-11-23T14:35:00.000Z",
      knownAt: "2026-11-23T14:35:00.000Z",
    });
  });

  it("is known when the newest part was", () => {
    const parts = week
      .slice(0, 5)
      .map((bar, index) => (index === 2 ? { ...bar, knownAt: "2026-11-25T00:00:00.000Z" } : bar));
    expect(resample(parts, "5m")[0]?.knownAt).toBe("2026-11-25T00:00:00.000Z");
  });

  it("keeps minutes before the open apart, and out of the day", () => {
    const early = ["14:28", "14:29", "14:30"].map((time) =>
      aBar(`2026-11-23T${time}:00.000Z`, { interval: "1m", close: 90 }),
    );
    const night = aBar("2026-11-23T06:00:00.000Z", { interval: "1m" });
    expect(closes(resample([night, ...early, ...week.slice(0, 5)], "5m"))).toEqual([
      "11-23T14:30",
      "11-23T14:35",
    ]);
    expect(resample([...early, ...week], "1d")[0]?.low).toBeGreaterThan(90.5);
  });

  it("weighs the average price by volume, and leaves it out where a part has none", () => {
    const [one, two] = [
      { ...week[0], vwap: 10, volume: 1 },
      { ...week[1], vwap: 20, volume: 3 },
    ] as [Bar, Bar];
    expect(resample([one, two], "2m")[0]?.vwap).toBe(17.5);
    const bare = { ...two, vwap: undefined };
    expect(resample([one, bare], "2m")[0]).not.toHaveProperty("vwap");
  });

  it("conserves volume, highest and lowest at any number of minutes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 390 }), fc.integer({ min: 1, max: 400 }), (minutes, seed) => {
        const bars = minuteBars("2026-11-25", "2026-11-27", seed);
        const made = resample(bars, `${minutes}m` as "5m");
        expect(total(made)).toBe(total(bars));
        expect(Math.max(...made.map(({ high }) => high))).toBe(Math.max(...bars.map(({ high }) => high)));
        expect(Math.min(...made.map(({ low }) => low))).toBe(Math.min(...bars.map(({ low }) => low)));
        expect([made[0]?.open, made.at(-1)?.close]).toEqual([bars[0]?.open, bars.at(-1)?.close]);
        expect(
          made.every((bar, index) => index === 0 || bar.occurredAt > (made[index - 1]?.occurredAt ?? "")),
        ).toBe(true);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it("tells the past the same whatever comes after it", () => {
    const whole = resample(week, "15m");
    for (const cut of [1, 14, 15, 16, 390, 391, 1_000]) {
      const made = resample(week.slice(0, cut), "15m");
      expect(made).toEqual(whole.slice(0, made.length));
      expect(made.length).toBeGreaterThanOrEqual(Math.floor(cut / 15));
    }
  });
});

describe("resampling days", () => {
  it("makes weeks and months that end with their last session", () => {
    const days = dailyBars("2026-10-01", "2026-11-30", (index) => 100 + index);
    expect(closes(resample(days, "1w")).slice(-2)).toEqual(["11-20T21:00", "11-27T18:00"]);
    expect(closes(resample(days, "1mo"))).toEqual(["10-30T20:00", "11-30T21:00"]);
    expect(resample(days, "1mo")[0]).toMatchObject({ open: 100, volume: 22_000 });
    expect(closes(resample(days, "2mo"))).toEqual(["10-30T20:00"]);
    expect(closes(resample(days, "1mo", { asOf: "2026-11-30T20:00:00.000Z" }))).toHaveLength(2);
  });

  it("groups several days and quarters alike from any beginning", () => {
    const days = dailyBars("2025-01-02", "2025-12-31", (index) => 100 + index);
    expect(closes(resample(days, "3mo"))).toEqual([
      "03-31T20:00",
      "06-30T20:00",
      "09-30T20:00",
      "12-31T21:00",
    ]);
    const later = resample(days.slice(7), "5d");
    expect(resample(days, "5d").slice(-later.length + 1)).toEqual(later.slice(1));
  });

  it("keeps the simulation's own days, and a market that never closes its days of UTC", () => {
    const at = (day: number) => new Date(Date.UTC(2026, 10, day, 21)).toISOString();
    const made = [20, 23, 24, 25, 26, 27].map((day) => aBar(at(day), { source: "simulated" }));
    expect(closes(resample(made, "1w"))).toEqual(["11-20T21:00", "11-27T21:00"]);
    const night = [22.5, 23, 23.5, 24].map((hour) =>
      aBar(new Date(Date.UTC(2026, 10, 21, 0, hour * 60)).toISOString(), { interval: "30m" }),
    );
    expect(closes(resample(night, "1d", { calendar: roundTheClock }))).toEqual(["11-22T00:00"]);
    expect(
      resample(night, "1d", { calendar: simulatedCalendar, asOf: "2026-11-23T21:00:00.000Z" }),
    ).toHaveLength(1);
  });

  it("leaves out a bar on a day without a session", () => {
    const [friday, saturday] = [aBar(closeOf("2026-11-27")), aBar("2026-11-28T21:00:00.000Z", { high: 500 })];
    expect(resample([friday, saturday], "1w")[0]?.high).toBe(100.01);
  });
});

describe("resampling refuses", () => {
  const days = sessionsBetween("2026-11-23", "2026-11-24").map((day) => aBar(closeOf(day)));
  it.each([
    ["1m", "inventing prices"],
    ["90m", "inventing prices"],
    ["0d", "not a length of bars"],
    ["7x", "not a length of bars"],
    ["2000m", "not a length of bars"],
  ])("to make %s of days: %s", (length, reason) => {
    expect(() => resample(days, length as "1d")).toThrow(reason);
  });

  it("to cut bars in the middle, to make months of weeks, and bars mixed or out of order", () => {
    const half = [aBar("2026-11-23T15:00:00.000Z", { interval: "30m" })];
    expect(() => resample(half, "45m")).toThrow("in the middle of one of 30m");
    expect(() => resample([aBar("2026-11-27T18:00:00.000Z", { interval: "1w" })], "1mo")).toThrow(
      "in the middle",
    );
    expect(() => resample(days.toReversed(), "1w")).toThrow("does not follow");
    expect(() => resample([...days, aBar(closeOf("2026-11-25"), { symbol: "MSFT" })], "1w")).toThrow(
      "does not follow",
    );
  });
});
