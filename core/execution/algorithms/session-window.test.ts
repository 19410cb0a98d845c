import { describe, expect, it } from "vitest";
import { sessionWindow } from "./session-window.ts";

const HOUR_MS = 3_600_000;
const at = (text: string) => new Date(text);

describe("the window of an execution", () => {
  it("is as long as asked for while the market stays open", () => {
    const opens = at("2026-11-24T15:00:30.000Z");
    expect(sessionWindow("live", opens, HOUR_MS)).toEqual({
      startsAt: opens.getTime(),
      endsAt: opens.getTime() + HOUR_MS,
    });
  });

  it("ends with the session, also on a half day", () => {
    const late = sessionWindow("live", at("2026-11-24T20:45:30.000Z"), HOUR_MS);
    expect(new Date(late.endsAt).toISOString()).toBe("2026-11-24T21:00:00.000Z");
    const half = sessionWindow("live", at("2026-11-27T17:30:00.000Z"), HOUR_MS);
    expect(new Date(half.endsAt).toISOString()).toBe("2026-11-27T18:00:00.000Z");
  });

  it("is refused outside the session, with the reason", () => {
    expect(() => sessionWindow("live", at("2026-11-26T16:00:00.000Z"), HOUR_MS)).toThrow("Thanksgiving");
    expect(() => sessionWindow("delayed", at("2026-11-24T14:29:00.000Z"), HOUR_MS)).toThrow("closed");
  });

  it("is open around the clock in a made-up market", () => {
    const sunday = at("2026-11-22T03:00:00.000Z");
    expect(sessionWindow("simulated", sunday, HOUR_MS).endsAt).toBe(sunday.getTime() + HOUR_MS);
  });
});
