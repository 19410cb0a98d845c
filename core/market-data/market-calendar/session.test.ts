import { describe, expect, it } from "vitest";
import { nyseSession, sessionOf, tagSession } from "./session.ts";

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

  it.each([
    ["2026-11-24T08:59:59.999Z", "closed"],
    ["2026-11-24T09:00:00.000Z", "pre"],
    ["2026-11-24T14:30:00.000Z", "regular"],
    ["2026-11-24T21:00:00.000Z", "post"],
    ["2026-11-25T00:59:59.999Z", "post"],
    ["2026-11-25T01:00:00.000Z", "closed"],
    ["2026-11-26T15:00:00.000Z", "closed"],
  ] as const)("has %s in its part called %s", (instant, part) => {
    expect(tagSession(instant)).toBe(part);
  });

  it("opens late and closes early with the blizzard of 1996", () => {
    expect(nyseSession(new Date("1996-01-08T15:59:59Z")).phase).toBe("pre-market");
    expect(nyseSession(new Date("1996-01-08T16:00:00Z"))).toMatchObject({
      phase: "regular",
      minutesToClose: 180,
      reason: "blizzard",
    });
    expect(nyseSession(new Date("1996-01-08T19:00:00Z")).phase).toBe("after-hours");
  });
});
