import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { detailedMetrics, type RoundTrip } from "#core/metrics";
import { DetailedMetrics } from "#core/model";

const YEAR = 365.2425 * 86_400_000;
const years = (count: number) => Float64Array.from({ length: count }, (_, bar) => bar * YEAR);
const random = () => randomOf("detailed");

/** Forty years, a bar each: up 10 % and down 4 % by turns, but for the first fall, which is 5 %. */
const equity = Float64Array.from({ length: 41 });
equity[0] = 1000;
for (let bar = 1; bar < equity.length; bar++)
  equity[bar] = (equity[bar - 1] as number) * (bar % 2 === 1 ? 1.1 : bar === 2 ? 0.95 : 0.96);
const trades: RoundTrip[] = [
  {
    direction: 1,
    quantity: 10,
    entryBar: 1,
    entryPrice: 100,
    exit: { bar: 5, price: 130 },
    profit: 280,
    excursion: { adverse: -0.02, favourable: 0.4 },
  },
  {
    direction: -1,
    quantity: 10,
    entryBar: 6,
    entryPrice: 100,
    exit: { bar: 8, price: 110 },
    profit: -110,
    excursion: { adverse: -0.12, favourable: 0.1 },
  },
];

describe("detailed metrics", () => {
  const facts = {
    times: years(41),
    equity,
    benchmark: equity.map((value) => 3 * value),
    trades,
    totalCosts: 30,
    market: { dailyValue: 1e9, dailyVolatility: 0.01 },
    random: random(),
  };
  const found = detailedMetrics(facts);

  it("fill every field the model names", () => {
    expect(DetailedMetrics.parse(found)).toEqual(found);
    expect(Object.entries(found).filter(([, value]) => value === null)).toEqual([["informationRatio", null]]);
  });

  it("say what a reader can check in the head", () => {
    expect(found.periodsPerYear).toBeCloseTo(1, 12);
    expect(found.omega).toBeCloseTo(2 / 0.81, 9);
    expect(found.drawdown).toEqual({
      from: "1971-01-01T05:49:12.000Z",
      trough: "1972-01-01T11:38:24.000Z",
      recovered: "1972-12-31T17:27:36.000Z",
      depth: expect.closeTo(0.05, 12),
      bars: 2,
    });
    expect(found.valueAtRisk?.historical).toBeCloseTo(0.04, 12);
    expect(found).toMatchObject({ beta: expect.closeTo(1, 9), trackingError: expect.closeTo(0, 9) });
    expect(found).toMatchObject({
      expectancy: 85,
      meanHoldingBars: 3,
      longestWinStreak: 1,
      longestLossStreak: 1,
    });
    expect(found.payoff).toBeCloseTo(280 / 110, 12);
    expect(found.meanAdverseExcursion).toBeCloseTo(-0.07, 12);
    expect(found.meanFavourableExcursion).toBeCloseTo(0.25, 12);
    expect(found.sharpeInterval?.low).toBeLessThan(found.sharpeInterval?.high ?? Number.NaN);
  });

  it("are the same for the same seed", () => {
    expect(detailedMetrics({ ...facts, random: random() })).toEqual(found);
  });

  it("are null, not NaN, for an account that did nothing and for one bar", () => {
    const idle = { benchmark: null, trades: [], totalCosts: 0, market: null, random: random() };
    for (const bars of [1, 30]) {
      const nothing = detailedMetrics({
        ...idle,
        times: years(bars),
        equity: new Float64Array(bars).fill(100),
      });
      expect(DetailedMetrics.parse(nothing)).toEqual(nothing);
      expect(nothing).toMatchObject({
        omega: null,
        drawdown: null,
        skewness: null,
        alpha: null,
        expectancy: null,
      });
      expect(nothing).toMatchObject({ ulcerIndex: 0, probabilisticSharpe: null, sharpeInterval: null });
    }
  });

  it("refuse columns that do not belong together, and an account that is worth nothing", () => {
    expect(() => detailedMetrics({ ...facts, times: years(3) })).toThrow(
      "There are 3 bars, 41 account values",
    );
    expect(() => detailedMetrics({ ...facts, benchmark: years(3) })).toThrow("and 3 of the benchmark");
    const ruined = Float64Array.from(equity).fill(0, 7);
    expect(() => detailedMetrics({ ...facts, equity: ruined })).toThrow("The account is worth 0 at bar 7.");
    expect(() => detailedMetrics({ ...facts, benchmark: ruined })).toThrow(
      "The benchmark is worth 0 at bar 7.",
    );
  });
});
