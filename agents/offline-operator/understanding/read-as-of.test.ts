import { describe, expect, it } from "vitest";
import { normalise } from "./normalise.ts";
import { readAsOf } from "./read-as-of.ts";
import { Remainder } from "./remainder.ts";

/** A Tuesday, ten in the morning in New York. */
const NOW = new Date("2026-11-24T15:00:00Z");
const read = (text: string) => {
  const rest = new Remainder(normalise(text));
  const { asOf, asOfAhead } = readAsOf(rest, NOW);
  return asOfAhead ? "ahead" : (asOf ?? null);
};

describe("what may count as known", () => {
  it.each([
    ["news on Apple, only what we knew by Monday noon", "2026-11-23T17:00:00.000Z"],
    ["news on Apple this week, only what we knew by Monday at 3:30pm", "2026-11-23T20:30:00.000Z"],
    ["news on Apple as known on 2026-07-01", "2026-07-02T03:59:59.999Z"],
    ["CPI as of March 3 2024 at 8:30 am", "2024-03-03T13:30:00.000Z"],
    ["CPI as of July 3 2024 at noon utc", "2024-07-03T12:00:00.000Z"],
    ["what did we know about Apple by last Friday at the close", "2026-11-20T21:00:00.000Z"],
    ["what did we know about NVDA on 2020-03-16", "2020-03-17T03:59:59.999Z"],
    ["unemployment as it was known in 2021", null],
    ["news with what was public before yesterday noon", "2026-11-23T17:00:00.000Z"],
  ])("%s → %s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it("is everything when the moment has not come yet", () => {
    expect(read("news on Apple this week, only what we knew by Wednesday noon")).toBe("ahead");
  });

  it("is the newest such day when no week is named", () => {
    expect(read("news on Apple, only what we knew by Wednesday noon")).toBe("2026-11-18T17:00:00.000Z");
  });

  it("is not guessed where a moment is pointed at without its name", () => {
    const rest = new Remainder(normalise("what do we know about tesla as of then"));
    expect(readAsOf(rest, NOW)).toEqual({ asOfUnclear: true });
  });

  it("leaves a sentence without such words alone", () => {
    for (const text of ["news on apple this week", "buy 10 apple at the close", "backtest since 2010"])
      expect(read(text)).toBeNull();
  });
});
