import { expect, it } from "vitest";
import type { Telling } from "../telling.ts";
import { Watch } from "./watch.ts";

const NOW = Date.parse("2026-11-24T15:00:00.000Z");
const now: Telling = { source: "live", receivedAt: "", delayMs: 0 };
const of = (watch: Watch, atMs: number, telling = now) =>
  watch.certain(atMs, telling).map(({ symbol, sinceAt, occurredAt }) => [symbol, sinceAt, occurredAt]);

it("vouches for no moment before a dead line would have been noticed in it, and for none once it is down", () => {
  const watch = new Watch(["KO"], 15_000);
  expect(of(watch, NOW + 60_000)).toEqual([]);
  watch.begin(NOW);
  const nothingYet = [["KO", "2026-11-24T15:00:00.000Z", "2026-11-24T15:00:00.000Z"]];
  expect(of(watch, NOW)).toEqual(nothingYet);
  expect(of(watch, NOW + 15_000)).toEqual(nothingYet);
  expect(of(watch, NOW + 15_001)).toEqual([["KO", "2026-11-24T15:00:00.000Z", "2026-11-24T15:00:00.001Z"]]);
  watch.end();
  expect(of(watch, NOW + 60_000)).toEqual([]);
});

it("is as late as its feed: what is told a quarter of an hour later is not known before", () => {
  const watch = new Watch(["KO"], 15_000);
  watch.begin(NOW);
  const delayed: Telling = { ...now, delayMs: 900_000 };
  expect(of(watch, NOW + 915_000, delayed)[0]?.[2]).toBe("2026-11-24T15:00:00.000Z");
  expect(of(watch, NOW + 916_000, delayed)).toEqual([
    ["KO", "2026-11-24T15:00:00.000Z", "2026-11-24T15:00:01.000Z"],
  ]);
});

it("doubts one name, and none that it does not listen to", () => {
  const watch = new Watch(["KO", "JPM"], 0);
  watch.begin(NOW);
  watch.doubt("KO", NOW + 1_000);
  watch.doubt("XOM", NOW + 1_000);
  expect(of(watch, NOW + 2_000).map(([symbol, since]) => [symbol, since])).toEqual([
    ["KO", "2026-11-24T15:00:01.000Z"],
    ["JPM", "2026-11-24T15:00:00.000Z"],
  ]);
});
