import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Interval, ManualClock } from "#core/model";
import { openYahoo, type YahooStandIn } from "#stand-ins/yahoo";
import type { Collector } from "../../collector.ts";
import { yahooCollector } from "./index.ts";
import { collectAll } from "./testing/replay.ts";

const clock = new ManualClock("2026-11-24T22:30:00Z");
let yahoo: YahooStandIn;
let collector: Collector;

beforeAll(async () => {
  yahoo = await openYahoo({ seed: 1, clock });
  collector = yahooCollector({ url: yahoo.url, clock, sleep: async (ms) => clock.advance(ms) });
});
afterAll(() => yahoo.close());

const at = (now: string) => clock.set(now);
const bars = (interval: Interval, from: string, to: string, symbol = "AAPL") =>
  collectAll(collector, {
    topic: "bars",
    symbols: [symbol],
    interval,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
const closes = async (...wish: Parameters<typeof bars>) =>
  (await bars(...wish)).bars.map(({ occurredAt }) => occurredAt.slice(0, 16));

describe("daily bars", () => {
  it("close at 16:00 in New York on either side of a change of clocks", async () => {
    at("2026-11-24T22:30:00Z");
    expect(await closes("1d", "2026-03-06", "2026-03-10")).toEqual(["2026-03-06T21:00", "2026-03-09T20:00"]);
    expect(await closes("1d", "2025-10-31", "2025-11-04")).toEqual(["2025-10-31T20:00", "2025-11-03T21:00"]);
  });

  it("close at 13:00 on a half day", async () => {
    expect(await closes("1d", "2025-11-28", "2025-11-29")).toEqual(["2025-11-28T18:00"]);
  });

  it("of a running day are not told before its close, and are from then on", async () => {
    at("2026-11-24T20:59:59Z");
    expect(await closes("1d", "2026-11-23", "2026-11-25")).toEqual(["2026-11-23T21:00"]);
    at("2026-11-24T21:00:00Z");
    expect(await closes("1d", "2026-11-23", "2026-11-25")).toEqual(["2026-11-23T21:00", "2026-11-24T21:00"]);
  });

  it("of an exchange whose feed lags are not told until it has caught up with the close", async () => {
    at("2026-11-24T21:05:00Z");
    expect(yahoo.snapshot("JPM")?.atMs).toBe(Date.parse("2026-11-24T20:50:00Z"));
    const early = await bars("1d", "2026-11-23", "2026-11-25", "JPM");
    at("2026-11-24T21:20:00Z");
    const later = await bars("1d", "2026-11-23", "2026-11-25", "JPM");
    expect([early.bars.length, later.bars.length]).toEqual([1, 2]);
  });

  it("told the day before a split and after it are the same bars", async () => {
    at("2020-08-28T22:00:00Z");
    const before = await bars("1d", "2020-08-24", "2020-08-29");
    at("2026-11-24T22:30:00Z");
    expect((await bars("1d", "2020-08-24", "2020-08-29")).bars).toEqual(before.bars);
    expect(before.bars).toHaveLength(5);
  });

  it("of a weekend are missed by nobody", async () => {
    expect((await bars("1d", "2026-11-21", "2026-11-22")).findings).toEqual([]);
  });
});

describe("bars of minutes", () => {
  it("run from the open and end with the session", async () => {
    at("2026-11-24T22:30:00Z");
    expect(await closes("1h", "2026-11-23", "2026-11-24")).toEqual([
      "2026-11-23T15:30",
      "2026-11-23T16:30",
      "2026-11-23T17:30",
      "2026-11-23T18:30",
      "2026-11-23T19:30",
      "2026-11-23T20:30",
      "2026-11-23T21:00",
    ]);
  });

  it("are told when the minute is over", async () => {
    at("2026-11-24T15:10:00Z");
    expect((await closes("5m", "2026-11-24T15:00", "2026-11-24T16:00")).at(-1)).toBe("2026-11-24T15:10");
    at("2026-11-24T15:14:59Z");
    expect((await closes("5m", "2026-11-24T15:00", "2026-11-24T16:00")).at(-1)).toBe("2026-11-24T15:10");
  });

  it("older than Yahoo keeps them are said to be left out, and the others told", async () => {
    at("2026-11-24T22:30:00Z");
    const told = await bars("1m", "2026-10-01", "2026-11-25");
    expect(told.bars[0]?.occurredAt).toBe("2026-10-27T13:31:00.000Z");
    expect(told.findings).toMatchObject([
      { check: "left-out", from: "2026-10-01T00:00:00.000Z", to: "2026-10-26T22:30:00.000Z" },
    ]);
  });
});

describe("bars of weeks and months", () => {
  it("close with their last session, and are not told before", async () => {
    at("2026-11-25T22:00:00Z");
    expect(await closes("1w", "2026-11-09", "2026-11-30")).toEqual(["2026-11-13T21:00", "2026-11-20T21:00"]);
    at("2026-11-27T18:00:00Z");
    expect((await closes("1w", "2026-11-09", "2026-11-30")).at(-1)).toBe("2026-11-27T18:00");
    expect(await closes("1mo", "2026-09-15", "2026-11-30")).toEqual(["2026-09-30T20:00", "2026-10-30T20:00"]);
  });

  it("are whole however the window cuts them", async () => {
    const [week] = (await bars("1w", "2026-11-12", "2026-11-14")).bars;
    const days = yahoo.world.days("AAPL", "2026-11-09", "2026-11-13");
    expect(week).toMatchObject({
      open: days[0]?.open,
      close: days.at(-1)?.close,
      volume: days.reduce((sum, { volume }) => sum + volume, 0),
    });
  });

  it("that hold a split are left out: August 2020 has prices of two kinds", async () => {
    const told = await bars("1mo", "2020-07-01", "2020-09-30T23:00:00Z");
    expect(told.bars.map(({ occurredAt }) => occurredAt.slice(0, 7))).toEqual(["2020-07", "2020-09"]);
    expect(told.findings).toMatchObject([
      { check: "left-out", from: "2020-08-31T20:00:00.000Z", detail: expect.stringContaining("2020-08-31") },
    ]);
  });
});
