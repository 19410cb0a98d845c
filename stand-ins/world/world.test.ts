import { describe, expect, it } from "vitest";
import { exchangeDay, exchangeDays, type WorldDay, wallMs, worldOf } from "./index.ts";
import { makeWorld } from "./world.ts";

const world = worldOf(7);
const ALL = ["2000-01-01", "2027-12-31"] as const;
const only = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error("nothing there");
  return found;
};

describe("the made-up market", () => {
  it("is the same for the same seed, and another for another", () => {
    const twin = makeWorld(7);
    for (const symbol of world.symbols) {
      expect(twin.days(symbol, ...ALL)).toEqual(world.days(symbol, ...ALL));
      expect(twin.minutes(symbol, "2026-11-20")).toEqual(world.minutes(symbol, "2026-11-20"));
      expect(worldOf(8).days(symbol, ...ALL)).not.toEqual(world.days(symbol, ...ALL));
    }
    const window = [Date.parse("2026-10-01"), Date.parse("2026-11-01")] as const;
    expect(twin.articles(...window)).toEqual(world.articles(...window));
  });

  it("has an open and a close within the low and the high of each day, from the first day of trading", () => {
    const isSound = ({ open, high, low, close, volume }: WorldDay) =>
      low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && volume > 0;
    for (const symbol of world.symbols)
      expect(world.days(symbol, ...ALL).filter((day) => !isSound(day))).toEqual([]);
    expect(world.days("AAPL", ...ALL)[0]?.day).toBe("2000-01-03");
    expect(world.days("TSLA", ...ALL)[0]?.day).toBe("2010-06-29");
  });

  it.each(["2026-11-20", "2026-11-27", "2004-03-01"])("adds the minutes of %s up to the day", (day) => {
    for (const symbol of world.symbols) {
      const whole = world.days(symbol, day, day)[0];
      const minutes = world.minutes(symbol, day);
      if (!whole) continue;
      expect(minutes).toHaveLength(day === "2026-11-27" ? 210 : 390);
      expect({
        day,
        open: minutes[0]?.open,
        high: Math.max(...minutes.map(({ high }) => high)),
        low: Math.min(...minutes.map(({ low }) => low)),
        close: minutes.at(-1)?.close,
        volume: minutes.reduce((sum, { volume }) => sum + volume, 0),
      }).toEqual(whole);
      expect(minutes.filter(({ high, low, vwap }) => vwap < low || vwap > high)).toEqual([]);
    }
  });

  it("lets raw prices jump by the ratio on the day of a split", () => {
    expect(world.splits("NVDA")).toContainEqual({ exOn: "2024-06-10", ratio: 10 });
    expect(world.splits("AAPL")).toContainEqual({ exOn: "2020-08-31", ratio: 4 });
    for (const symbol of world.symbols)
      for (const { exOn, ratio } of world.splits(symbol)) {
        const days = world.days(symbol, ...ALL);
        const index = days.findIndex(({ day }) => day === exOn);
        const jump = only(days[index - 1]).close / only(days[index]).open;
        expect(Math.abs(jump / ratio - 1)).toBeLessThan(0.08);
      }
  });

  it("pays dividends on exchange days, a fraction of the price, and later than the ex-day", () => {
    const paid = world.dividends("KO");
    expect(paid.length).toBeGreaterThan(100);
    for (const { exOn, payOn, amount } of paid) {
      expect([exchangeDay(exOn), exchangeDay(payOn)]).not.toContain(null);
      expect(payOn > exOn).toBe(true);
      expect(amount / only(world.days("KO", exOn, exOn)[0]).close).toBeCloseTo(0.0075, 3);
    }
    expect(world.dividends("AMZN")).toEqual([]);
  });

  it("reports four times a year, after the close", () => {
    const year = world.earnings("MSFT").filter(({ atMs }) => new Date(atMs).getUTCFullYear() === 2025);
    expect(year.map(({ atMs }) => new Date(atMs).toISOString().slice(0, 7))).toEqual([
      "2025-01",
      "2025-04",
      "2025-07",
      "2025-10",
    ]);
    expect(world.earnings("SPY")).toEqual([]);
  });

  it("writes articles with ids of their own, within the window asked for", () => {
    const [from, to] = [Date.parse("2026-11-01T00:00:00Z"), Date.parse("2026-11-24T15:00:00Z")];
    const articles = world.articles(from, to);
    expect(articles.length).toBeGreaterThan(20);
    expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length);
    for (const { publishedMs } of articles) expect(publishedMs >= from && publishedMs <= to).toBe(true);
    const middle = Date.parse("2026-11-12T12:34:56Z");
    expect([...world.articles(from, middle), ...world.articles(middle + 1, to)]).toEqual(articles);
  });

  it("knows nothing of a symbol it does not list", () => {
    expect(world.company("ZZZZ")).toBeNull();
    expect([world.days("ZZZZ", ...ALL), world.minutes("ZZZZ", "2026-11-20"), world.splits("ZZZZ")]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe("the exchange of the made-up market", () => {
  it.each([
    ["2026-11-26", null],
    ["2026-11-28", null],
    ["2012-10-29", null],
    ["2026-11-27", "2026-11-27T18:00:00.000Z"],
    ["2026-07-06", "2026-07-06T20:00:00.000Z"],
    ["2006-03-15", "2006-03-15T21:00:00.000Z"],
  ])("ends %s at %s", (day, close) => {
    const found = exchangeDay(day);
    expect(found && new Date(found.closeMs).toISOString()).toBe(close);
  });

  it("has 251 days in 2026", () => {
    expect(exchangeDays("2026-01-01", "2026-12-31")).toHaveLength(251);
  });

  it("tells wall time through the change of clocks", () => {
    expect(new Date(wallMs("2026-03-06", 16)).toISOString()).toBe("2026-03-06T21:00:00.000Z");
    expect(new Date(wallMs("2026-03-09", 16)).toISOString()).toBe("2026-03-09T20:00:00.000Z");
  });
});
