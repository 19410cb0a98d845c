import { describe, expect, it } from "vitest";
import { readAhead } from "./read-ahead.ts";

/** A Tuesday. */
const NOW = new Date("2026-11-24T15:00:00Z");
const days = (clause: string) => {
  const window = readAhead(clause, NOW);
  return window ? `${window.from} ${window.to}` : null;
};

describe("days to come", () => {
  it.each([
    ["is the market open today", "2026-11-24 2026-11-24"],
    ["is the market open tomorrow", "2026-11-25 2026-11-25"],
    ["what is out this week", "2026-11-24 2026-11-29"],
    ["what is out next week", "2026-11-30 2026-12-06"],
    ["what is out next month", "2026-12-01 2026-12-31"],
    ["is the market open on friday", "2026-11-27 2026-11-27"],
    ["is the market open on december 24", "2026-12-24 2026-12-24"],
    ["is the market open on thanksgiving", "2026-11-26 2026-11-26"],
    ["is the market open on july 4", "2027-07-04 2027-07-04"],
    ["is the market open on new year's eve", "2026-12-31 2026-12-31"],
    ["is the market open", null],
  ])("%s → %s", (clause, window) => {
    expect(days(clause)).toBe(window);
  });
});
