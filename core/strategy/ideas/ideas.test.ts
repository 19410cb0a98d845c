import { describe, expect, it } from "vitest";
import { type BarSeries, normalOf, randomOf } from "#core/market-data";
import { resolveParameters, ruleOf } from "../repository.ts";
import { proposeIdeas } from "./propose-ideas.ts";
import { regimeOf } from "./regime.ts";

const DAY = 86_400_000;
const COSTS = { commissionBps: 1, slippageBps: 2 };

/** Daily bars whose returns a function tells from the one before and a normal number. */
function aMarket(key: string, bars: number, next: (before: number, drawn: number) => number): BarSeries {
  const random = randomOf(key);
  const close = new Float64Array(bars);
  let price = 100;
  let before = 0;
  for (let bar = 0; bar < bars; bar++) {
    before = next(before, normalOf(random));
    price *= 1 + before;
    close[bar] = price;
  }
  return {
    symbol: key.toUpperCase().slice(0, 4),
    interval: "1d",
    source: "simulated",
    times: Float64Array.from(close, (_, bar) => Date.UTC(2020, 0, 1, 21) + bar * DAY),
    open: close,
    high: close,
    low: close,
    close,
    volume: new Float64Array(bars).fill(1e6),
  };
}

const trending = aMarket("trending", 800, (_, drawn) => 0.002 + drawn / 200);
const taking = aMarket("taking back", 800, (before, drawn) => -0.4 * before + drawn / 100);
const ask = (series: readonly BarSeries[], count = 4, hasSignals = false) =>
  proposeIdeas({ series, hasSignals, count, costs: COSTS });

describe("ideas for a market", () => {
  it("follow a trend where there is one, and buy dips where moves are taken back", () => {
    const familyOf = (series: BarSeries) =>
      ruleOf(ask([series])[0]?.body.kind ?? "expression").strategy.family;
    expect(["trend-following", "momentum"]).toContain(familyOf(trending));
    expect(familyOf(taking)).toBe("mean-reversion");
  });

  it("are of different families before any comes twice, ready to run, and say why with figures", () => {
    const ideas = ask([trending], 6);
    const kinds = ideas.map(({ body }) => body.kind);
    expect(kinds.length).toBeGreaterThan(2);
    const families = kinds.map((kind) => ruleOf(kind).strategy.family);
    expect(families[1]).not.toBe(families[0]);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { body, why, regime } of ideas) {
      expect(resolveParameters(body.kind, body.parameters)).toEqual(body.parameters);
      expect(why).toMatch(/\d/);
      expect(regime).toMatch(/% a year.*deviations.*correlation/);
    }
  });

  it("size several instruments to one risk, and use the news only where there is some", () => {
    const wide = ask([trending, taking], 10, true);
    expect(wide.every(({ body }) => body.sizing?.kind === "volatility-target")).toBe(true);
    expect(wide.map(({ body }) => body.kind)).toContain("news-sentiment");
    expect(ask([trending], 10).map(({ body }) => body.kind)).not.toContain("news-sentiment");
  });

  it("are the same for the same bars, and refuse none and too few", () => {
    expect(ask([taking])).toEqual(ask([taking]));
    expect(() => ask([])).toThrow(/No instrument/);
    const short = aMarket("short", 100, (_, drawn) => drawn / 100);
    expect(() => ask([short])).toThrow(/100 bars here/);
  });

  it("rest on the last bars alone for the kind of market", () => {
    const regime = regimeOf(taking);
    expect(regime.persistence).toBeLessThan(-0.25);
    expect(regimeOf(trending).trend).toBeGreaterThan(2);
    expect(regime.volatilityRank).toBeGreaterThanOrEqual(0);
    expect(regime.volatilityRank).toBeLessThanOrEqual(1);
  });
});
