import { describe, expect, it } from "vitest";
import type { CalendarResult } from "../planning/data-results.ts";
import type { Request } from "../understanding/request.ts";
import { calendarWords } from "./calendar.ts";

const NOW = new Date("2026-11-24T15:00:00Z");
const asked: Request = {
  intent: "calendar",
  slots: { aspect: "sessions" },
  missing: [],
  confidence: 1,
  said: "",
};
const told = (more: Partial<CalendarResult>): CalendarResult => ({
  from: "2026-11-24",
  to: "2026-11-24",
  sessions: [],
  halfDays: [],
  closures: [],
  releases: [],
  earnings: [],
  actions: [],
  leftOut: 0,
  freshness: { newestAt: null, isStale: false, collector: null, warning: null },
  ...more,
});
const session = (day: string, from: string, to: string, isHalfDay = false) => ({
  day,
  opensAt: `${day}T${from}:00.000Z`,
  closesAt: `${day}T${to}:00.000Z`,
  isHalfDay,
});
const words = (more: Partial<CalendarResult>) => calendarWords(asked, told(more), NOW);

describe("whether the exchange is open", () => {
  it("is told of now, of later today, and of a day to come", () => {
    expect(words({ sessions: [session("2026-11-24", "14:30", "21:00")] })).toMatch(
      /is open now, until 16:00/,
    );
    const day = { from: "2026-11-27", to: "2026-11-27" };
    expect(words({ ...day, sessions: [session("2026-11-27", "14:30", "18:00", true)] })).toMatch(
      /is open on Friday, 2026-11-27, 9:30 to 13:00 .* It is a half day\./,
    );
  });

  it("is told of a past day as past", () => {
    const day = { from: "2024-12-24", to: "2024-12-24" };
    expect(words({ ...day, sessions: [session("2024-12-24", "14:30", "18:00", true)] })).toMatch(
      /was open on Tuesday, 2024-12-24, 9:30 to 13:00 .* It was a half day\./,
    );
    const closed = { from: "2024-12-25", to: "2024-12-25" };
    expect(words({ ...closed, closures: [{ day: "2024-12-25", reason: "Christmas" }] })).toMatch(
      /was closed on Wednesday, 2024-12-25: Christmas/,
    );
  });
});
