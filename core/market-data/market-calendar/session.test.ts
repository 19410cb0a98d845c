import { describe, expect, it } from "vitest";
import { sp500Sample } from "../sources/sp500-sample.ts";
import { newYorkTime } from "./new-york-time.ts";
import { nyseDay } from "./nyse-days.ts";
import { nyseSession, sessionOf } from "./session.ts";

describe("the exchange's days", () => {
  it("are exactly the days on which the S&P 500 has a bar, 2000 to 2020", async () => {
    const [from, to] = ["2000-01-01T00:00:00.000Z", "2020-12-31T00:00:00.000Z"];
    const bars = await sp500Sample().bars("SP500", "1d", from, to, to);
    const traded = bars.map((bar) => newYorkTime(new Date(bar.occurredAt)).date);
    const expected: string[] = [];
    for (let at = Date.parse(from); expected.at(-1) !== traded.at(-1); at += 86_400_000) {
      const date = new Date(at).toISOString().slice(0, 10);
      if (nyseDay(date).kind !== "closed") expected.push(date);
    }
    expect(traded.length).toBeGreaterThan(5_000);
    expect(expected).toEqual(traded);
  });

  it.each([
    ["2026-11-26", "closed", "Thanksgiving"],
    ["2026-11-27", "half", "day after Thanksgiving"],
    ["2026-07-03", "closed", "Independence Day"],
    ["2025-07-03", "half", "eve of Independence Day"],
    ["2026-12-24", "half", "Christmas Eve"],
    ["2021-12-24", "closed", "Christmas"],
    ["2021-12-31", "full", ""],
    ["2022-06-20", "closed", "Juneteenth"],
    ["2025-01-09", "closed", "mourning for President Carter"],
    ["2026-04-03", "closed", "Good Friday"],
    ["2026-11-28", "closed", "weekend"],
  ])("%s is %s: %s", (date, kind, reason) => {
    expect(nyseDay(date)).toEqual({ kind, reason });
  });
});

describe("New York's clocks", () => {
  it("agree with the time zone's own table at every change since 2000", () => {
    const table = new Intl.DateTimeFormat("en-CA", {
      timeZone: "America/New_York",
      dateStyle: "short",
      timeStyle: "short",
      hourCycle: "h23",
    });
    const differing: string[] = [];
    for (let year = 2000; year <= 2030; year++)
      for (const month of [2, 3, 9, 10])
        for (let hour = 0; hour < 31 * 24; hour++) {
          const at = new Date(Date.UTC(year, month, 1, hour, 30));
          if (![0, 1, 6].includes(at.getUTCDay())) continue;
          const { date, minute } = newYorkTime(at);
          const text = `${date}, ${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
          if (table.format(at) !== text) differing.push(at.toISOString());
        }
    expect(differing).toEqual([]);
  });
});

describe("a session", () => {
  it.each([
    ["2026-11-24T14:29:59Z", "pre-market"],
    ["2026-11-24T14:30:00Z", "regular"],
    ["2026-11-24T20:59:59Z", "regular"],
    ["2026-11-24T21:00:00Z", "after-hours"],
    ["2026-11-25T01:00:00Z", "closed"],
    ["2026-11-24T08:59:59Z", "closed"],
    ["2026-11-24T09:00:00Z", "pre-market"],
    ["2026-11-27T17:59:59Z", "regular"],
    ["2026-11-27T18:00:00Z", "after-hours"],
    ["2026-11-27T22:00:00Z", "closed"],
    ["2026-07-15T13:30:00Z", "regular"],
  ])("at %s is %s", (at, phase) => {
    expect(nyseSession(new Date(at)).phase).toBe(phase);
  });

  it("of a made-up market is always open, of a real one not", () => {
    const saturday = new Date("2026-11-28T15:00:00Z");
    expect(sessionOf("simulated", saturday).phase).toBe("regular");
    expect(sessionOf("live", saturday)).toMatchObject({ phase: "closed", reason: "weekend" });
  });
});
