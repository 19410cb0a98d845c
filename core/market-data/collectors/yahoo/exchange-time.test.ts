import { describe, expect, it } from "vitest";
import { instantOf, localTime } from "./exchange-time.ts";

describe("an exchange's clock", () => {
  it.each([
    ["2026-03-06T14:30:00Z", "America/New_York", "2026-03-06", 570],
    ["2026-03-09T13:30:00Z", "America/New_York", "2026-03-09", 570],
    ["2026-10-30T13:30:00Z", "America/New_York", "2026-10-30", 570],
    ["2026-03-08T06:59:00Z", "America/New_York", "2026-03-08", 119],
    ["2026-03-08T07:00:00Z", "America/New_York", "2026-03-08", 180],
    ["2026-11-02T14:30:00Z", "America/New_York", "2026-11-02", 570],
    ["2026-03-27T08:00:00Z", "Europe/Berlin", "2026-03-27", 540],
    ["2026-03-30T07:00:00Z", "Europe/Berlin", "2026-03-30", 540],
    ["2026-11-24T00:00:00Z", "Asia/Tokyo", "2026-11-24", 540],
    ["2026-11-23T22:00:00Z", "Australia/Sydney", "2026-11-24", 540],
  ])("at %s in %s shows %s, minute %i, and back", (at, zone, day, minute) => {
    expect(localTime(Date.parse(at), zone)).toEqual({ day, minute });
    expect(instantOf({ day, minute }, zone)).toBe(Date.parse(at));
  });
});
