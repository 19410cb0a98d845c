import { describe, expect, it } from "vitest";
import {
  type CapacityFacts,
  capacity,
  closedProfits,
  costDrag,
  excursion,
  expectancy,
  longestStreaks,
  meanHoldingBars,
  payoffRatio,
  type RoundTrip,
  tradedValue,
  turnover,
} from "#core/metrics";

function aTrade(said: Partial<RoundTrip> = {}): RoundTrip {
  return {
    direction: 1,
    quantity: 10,
    entryBar: 1,
    entryPrice: 100,
    exit: { bar: 3, price: 110 },
    profit: 100,
    ...said,
  };
}
const profits = Float64Array.of(30, 10, -10, -20, -5, 40, 0);

describe("figures of closed trades", () => {
  it("leave out what is still open, and take trades in the order they ended", () => {
    const trades = [
      aTrade({ profit: 1, exit: { bar: 9, price: 1 } }),
      aTrade({ profit: 2, exit: null }),
      aTrade({ profit: 3 }),
    ];
    expect([...closedProfits(trades)]).toEqual([3, 1]);
    expect(meanHoldingBars(trades)).toBe(5); // 8 bars and 2
    expect(meanHoldingBars([aTrade({ exit: null })])).toBeNull();
  });

  it("expect the mean profit of a trade", () => {
    expect(expectancy(profits)).toBeCloseTo(45 / 7, 12);
    expect(expectancy(new Float64Array())).toBeNull();
    expect(() => expectancy(Float64Array.of(Number.NaN))).toThrow("The profit at position 0 is NaN.");
  });

  it("set the mean win beside the mean loss", () => {
    expect(payoffRatio(profits)).toBeCloseTo(80 / 3 / (35 / 3), 12);
    expect(payoffRatio(Float64Array.of(1, 2))).toBeNull();
    expect(payoffRatio(Float64Array.of(-1, 0))).toBeNull();
  });

  it("count the longest runs; a trade that made nothing ends a win", () => {
    expect(longestStreaks(profits)).toEqual({ wins: 2, losses: 3 });
    expect(longestStreaks(Float64Array.of(1, 0, -1))).toEqual({ wins: 1, losses: 2 });
    expect(longestStreaks(new Float64Array())).toEqual({ wins: 0, losses: 0 });
  });
});

describe("excursion", () => {
  const high = Float64Array.of(999, 105, 120, 999);
  const low = Float64Array.of(1, 90, 95, 1);

  it("is the worst and best open result from the entry bar to the exit price", () => {
    expect(excursion(aTrade(), high, low)).toEqual({
      adverse: expect.closeTo(-0.1, 12),
      favourable: expect.closeTo(0.2, 12),
    });
  });

  it("turns round for a short", () => {
    expect(excursion(aTrade({ direction: -1 }), high, low)).toEqual({
      adverse: expect.closeTo(-0.2, 12),
      favourable: expect.closeTo(0.1, 12),
    });
  });

  it("counts a gap at the exit, and follows an open trade to the last bar", () => {
    expect(excursion(aTrade({ exit: { bar: 3, price: 80 } }), high, low).adverse).toBeCloseTo(-0.2, 12);
    expect(excursion(aTrade({ exit: null }), high, low).adverse).toBeCloseTo(-0.99, 12);
  });

  it("is 0 and 0 for a trade left at the price it was entered", () => {
    const flat = Float64Array.of(100, 100);
    const trade = aTrade({ entryBar: 0, exit: { bar: 1, price: 100 } });
    expect(excursion(trade, flat, flat)).toEqual({ adverse: 0, favourable: 0 });
    expect(excursion({ ...trade, direction: -1 }, flat, flat)).toEqual({ adverse: 0, favourable: 0 });
  });
});

describe("turnover and cost drag", () => {
  const equity = Float64Array.of(1000, 2000, 3000);

  it("set what was traded and paid a year beside the average equity", () => {
    const traded = tradedValue([aTrade(), aTrade({ exit: null })]);
    expect(traded).toBe(1000 + 1100 + 1000);
    expect(turnover(traded, equity, 2)).toBeCloseTo(3100 / 2000 / 2, 12);
    expect(costDrag(40, equity, 2)).toBeCloseTo(0.01, 12);
  });

  it("are null without a span", () => {
    expect([turnover(1, equity, 0), costDrag(1, new Float64Array(), 1)]).toEqual([null, null]);
  });
});

describe("capacity", () => {
  const facts: CapacityFacts = {
    annualReturn: 0.1,
    turnover: 10,
    orderFraction: 0.5,
    dailyValue: 1e9,
    dailyVolatility: 0.01,
  };

  it("is the account at which impact takes half the return", () => {
    // 0.05 = 10 · 0.01 · √(0.5 A / 1e9): the root is 0.5, so A is 0.25 · 1e9 / 0.5.
    expect(capacity(facts)).toBeCloseTo(5e8, 3);
  });

  it("falls with the square of the turnover", () => {
    expect(capacity({ ...facts, turnover: 20 })).toBeCloseTo(1.25e8, 3);
  });

  it("is 0 for a strategy that earns nothing, and null for one that trades nothing", () => {
    expect(capacity({ ...facts, annualReturn: -0.1 })).toBe(0);
    expect(capacity({ ...facts, turnover: 0 })).toBeNull();
  });

  it("refuses a market that does not trade", () => {
    for (const wrong of [{ dailyValue: 0 }, { dailyVolatility: Number.NaN }, { annualReturn: Number.NaN }])
      expect(() => capacity({ ...facts, ...wrong })).toThrow("In a market that does not trade");
  });
});
