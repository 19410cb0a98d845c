import { describe, expect, it } from "vitest";
import { newYorkInstant, newYorkTime } from "./new-york-time.ts";

const table = new Intl.DateTimeFormat("en-CA", {
  timeZone: "America/New_York",
  dateStyle: "short",
  timeStyle: "short",
  hourCycle: "h23",
});
const shown = (at: Date) => {
  const { date, minute } = newYorkTime(at);
  const two = (count: number) => String(count).padStart(2, "0");
  return `${date}, ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

describe("New York's clocks", () => {
  it("agree with the time zone's own table at every change from 1990 to 2035", () => {
    const differing: string[] = [];
    for (let year = 1990; year <= 2035; year++)
      for (const month of [2, 3, 9, 10])
        for (let hour = 0; hour < 31 * 24; hour++) {
          const at = new Date(Date.UTC(year, month, 1, hour, 30));
          // Clocks change in the night to Sunday.
          if (at.getUTCDay() === 0 && hour % 24 < 9 && table.format(at) !== shown(at))
            differing.push(at.toISOString());
        }
    expect(differing).toEqual([]);
  });

  it.each([
    ["2006-04-01", "2006-04-01T14:30:00.000Z", "winter time until the first Sunday of April"],
    ["2007-03-12", "2007-03-12T13:30:00.000Z", "three weeks earlier since the new law"],
    ["2006-10-30", "2006-10-30T14:30:00.000Z", "winter time from the last Sunday of October"],
    ["2007-10-30", "2007-10-30T13:30:00.000Z", "a week longer since the new law"],
  ])("open at 9:30 on %s at %s: %s", (date, instant) => {
    expect(newYorkInstant(date, 570)).toBe(instant);
  });

  it("give an hour that comes twice its first coming, and skip one that does not come", () => {
    expect(newYorkInstant("2026-11-01", 90)).toBe("2026-11-01T05:30:00.000Z");
    expect(newYorkInstant("2026-03-08", 150)).toBe("2026-03-08T07:30:00.000Z");
    expect(newYorkTime(new Date("2026-03-08T07:30:00Z"))).toEqual({ date: "2026-03-08", minute: 210 });
  });

  it("lead there and back at every hour of two years", () => {
    const apart = new Map<number, number>();
    for (let at = Date.UTC(2006, 0, 1); at < Date.UTC(2008, 0, 1); at += 3_600_000) {
      const { date, minute } = newYorkTime(new Date(at));
      const hours = (at - Date.parse(newYorkInstant(date, minute))) / 3_600_000;
      apart.set(hours, (apart.get(hours) ?? 0) + 1);
    }
    // Two hours came twice, one each autumn.
    expect([...apart]).toEqual([
      [0, 17_518],
      [1, 2],
    ]);
  });
});
