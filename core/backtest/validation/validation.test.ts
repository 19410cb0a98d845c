import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { barReturns } from "#core/metrics";
import type { PerformanceMetrics } from "#core/model";
import { COST_MULTIPLES, costSensitivity, scaledCosts } from "./cost-sensitivity.ts";
import { monteCarloOfReturns, monteCarloOfTrades } from "./monte-carlo.ts";
import { plateau, plateauMap } from "./plateau.ts";
import { regimeResults } from "./regimes.ts";
import { SearchLuck } from "./search-luck.ts";

const figures = (said: Partial<PerformanceMetrics>): PerformanceMetrics => ({
  totalReturn: 0,
  annualReturn: 0,
  annualVolatility: 0,
  sharpeRatio: null,
  sortinoRatio: null,
  maxDrawdown: 0,
  calmarRatio: null,
  tradeCount: 0,
  winRate: null,
  profitFactor: null,
  exposure: 0,
  totalCosts: 0,
  finalEquity: 0,
  barCount: 0,
  ...said,
});

describe("monte carlo", () => {
  const options = { initialCash: 1000, runs: 500, seed: 7 };
  const mixed = Float64Array.of(0.1, -0.05, 0.02, -0.03, 0.04);

  it("of trades that all made 10 % ends where compounding ends, whatever is drawn", () => {
    const found = monteCarloOfTrades(new Float64Array(3).fill(0.1), options);
    expect(found.finalEquity.p05).toBeCloseTo(1331, 9);
    expect(found.finalEquity.p95).toBeCloseTo(1331, 9);
    expect(found).toMatchObject({ of: "trades", lossProbability: 0, sharpeRatio: null });
    expect(found.maxDrawdown.p95).toBe(0);
  });

  it("of one winner and one loser of the same size loses in three draws of four", () => {
    // Two of each draw: +10 % twice wins; once each, or never, ends below: 1.1 · 0.9 is 0.99.
    const { lossProbability } = monteCarloOfTrades(Float64Array.of(0.1, -0.1), { ...options, runs: 20_000 });
    expect(lossProbability).toBeCloseTo(0.75, 1);
  });

  it("tells the spread of the end, the fall and the Sharpe ratio of returns, in order", () => {
    const found = monteCarloOfReturns(mixed, 252, options);
    for (const spread of [found.finalEquity, found.maxDrawdown, found.sharpeRatio]) {
      expect(spread?.p05).toBeLessThan(spread?.p50 ?? Number.NaN);
      expect(spread?.p50).toBeLessThan(spread?.p95 ?? Number.NaN);
    }
  });

  it("is the same for the same seed, and another for another", () => {
    expect(monteCarloOfReturns(mixed, 252, options)).toEqual(monteCarloOfReturns(mixed, 252, options));
    const other = monteCarloOfReturns(mixed, 252, { ...options, seed: 8 });
    expect(other.finalEquity).not.toEqual(monteCarloOfReturns(mixed, 252, options).finalEquity);
  });

  it("never lets an account fall below nothing", () => {
    const found = monteCarloOfTrades(Float64Array.of(-1.5, 0.1), options);
    expect(found.finalEquity.p05).toBe(0);
    expect(found.maxDrawdown.p95).toBe(1);
  });

  it("refuses a strategy that never traded, too few runs, and a profit that is no number", () => {
    expect(() => monteCarloOfTrades(new Float64Array(), options)).toThrow("Test a strategy that trades.");
    expect(() => monteCarloOfTrades(mixed, { ...options, runs: 5 })).toThrow("5 runs cannot be drawn");
    expect(() => monteCarloOfTrades(Float64Array.of(Number.NaN), options)).toThrow(
      "The profit at position 0",
    );
  });
});

describe("plateau", () => {
  const points = (value: (fast: number) => number) =>
    Array.from({ length: 21 }, (_, fast) => ({ parameters: { fast, slow: 50 }, value: value(fast) }));

  it("is near 1 on a broad hill and near 0 on a needle", () => {
    // Neighbours lie within 2 of 20: at 10, those at 8, 9, 11 and 12.
    expect(plateau(points((fast) => 1 - ((fast - 10) / 10) ** 2))).toEqual({
      neighbours: 4,
      bestValue: 1,
      meanValue: expect.closeTo((0.96 * 2 + 0.99 * 2) / 4, 12),
      share: expect.closeTo(0.975, 12),
    });
    expect(plateau(points((fast) => (fast === 10 ? 1 : 0)))).toMatchObject({ meanValue: 0, share: 0 });
  });

  it("reaches one step on a grid too coarse for a tenth of the range", () => {
    const corners = [10, 20, 40].flatMap((fast) =>
      [50, 100].map((slow) => ({ parameters: { fast, slow }, value: fast === 20 ? 1 : 0.5 })),
    );
    // Around (20, 50): one at 10 and one at 20 with 100, one at 10 with 100; 40 is two steps away.
    expect(plateau(corners)).toMatchObject({ neighbours: 3, meanValue: expect.closeTo(2 / 3, 12) });
  });

  it("looks around the point that was chosen", () => {
    expect(
      plateau(
        points((fast) => fast),
        { fast: 10, slow: 50 },
      ),
    ).toMatchObject({ bestValue: 10, meanValue: 10 });
    expect(
      plateau(
        points((fast) => fast),
        { fast: 10.5, slow: 50 },
      ),
    ).toBeNull();
  });

  it("has no share where the best loses, and is null where nothing was tried nearby", () => {
    expect(plateau(points(() => -1))?.share).toBeNull();
    expect(plateau([{ parameters: { fast: 1 }, value: 1 }])).toBeNull();
    expect(plateau([])).toBeNull();
  });

  it("draws the mean around every point, fewer at the edge", () => {
    const map = plateauMap(points((fast) => fast));
    expect(map[0]).toMatchObject({ neighbours: 2, neighbourMean: 1.5 });
    expect(map[10]).toMatchObject({ neighbours: 4, neighbourMean: 10 });
  });
});

describe("cost sensitivity", () => {
  const costs = { commissionBps: 1, slippageBps: 2 };

  it("breaks even on the line between the steps around it", () => {
    // 6 % before costs, and 3 bps take 3 %: nothing is left at twice the costs; then a step loses.
    const found = costSensitivity(costs, ({ commissionBps, slippageBps }) =>
      figures({ totalReturn: 0.07 - 0.01 * (commissionBps + slippageBps) }),
    );
    expect(found.steps.map(({ multiple }) => multiple)).toEqual([...COST_MULTIPLES]);
    expect(found.breakEvenMultiple).toBeCloseTo(7 / 3, 12);
  });

  it("is 0 for what loses even for free, and null for what never breaks even", () => {
    expect(costSensitivity(costs, () => figures({ totalReturn: -1 })).breakEvenMultiple).toBe(0);
    expect(costSensitivity(costs, () => figures({ totalReturn: 1 })).breakEvenMultiple).toBeNull();
  });

  it("scales every cost and leaves what idle cash earns", () => {
    expect(
      scaledCosts(
        { ...costs, spreadBps: 4, cashPerYear: 0.02, commissionTiers: [{ fromNotional: 0, bps: 5 }] },
        2,
      ),
    ).toEqual({
      commissionBps: 2,
      slippageBps: 4,
      spreadBps: 8,
      cashPerYear: 0.02,
      commissionTiers: [{ fromNotional: 0, bps: 10 }],
    });
  });
});

describe("regimes", () => {
  const random = randomOf("regimes");
  /** A market that is calm for 300 bars, then wild for 300. */
  const close = new Float64Array(600);
  close[0] = 100;
  for (let bar = 1; bar < 600; bar++)
    close[bar] = (close[bar - 1] as number) * (1 + (random() - 0.5) * (bar < 300 ? 0.01 : 0.06));
  const earned = barReturns(close);

  it("tell a wild market from a calm one", () => {
    const rows = regimeResults(close, earned, 252);
    expect(rows.map(({ regime }) => regime)).toEqual([
      "calm market",
      "usual volatility",
      "turbulent market",
      "falling market",
      "sideways market",
      "rising market",
    ]);
    expect(rows[2]?.bars).toBeGreaterThan(200);
  });

  it("do not change with what comes later", () => {
    const early = (bars: number) => regimeResults(close.slice(0, bars), earned.slice(0, bars - 1), 252);
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 598 }), (bars) => {
        const [before, after] = [early(bars), early(bars + 1)];
        const more = after.map((row, index) => row.bars - (before[index]?.bars ?? 0));
        // One bar more is one bar more in one third of each kind, and no other bar moves.
        expect(more.slice(0, 3).sort()).toEqual([0, 0, 1]);
        expect(more.slice(3).sort()).toEqual([0, 0, 1]);
      }),
      { numRuns: 20 },
    );
  });

  it("have no figures before there are readings, and refuse unequal columns", () => {
    const rows = regimeResults(close.slice(0, 100), earned.slice(0, 99), 252);
    expect(rows.every((row) => row.bars === 0 && row.sharpeRatio === null)).toBe(true);
    expect(() => regimeResults(close, earned.slice(1), 252)).toThrow(
      "599 market returns and 598 account returns",
    );
  });
});

describe("the luck of a search", () => {
  const noise = (seed: number, drift: number) => {
    const random = randomOf(`luck|${seed}`);
    return Float64Array.from({ length: 500 }, () => drift + (random() - 0.5) * 0.02);
  };
  const judged = (trials: readonly Float64Array[]) => {
    const luck = new SearchLuck(null);
    for (const trial of trials) luck.add(trial);
    return luck.result();
  };

  it("disbelieves the best of a hundred noises, and believes a real one among them", () => {
    const noises = Array.from({ length: 100 }, (_, seed) => noise(seed, 0));
    const found = judged(noises);
    expect(found.trialCount).toBe(100);
    expect(found.deflatedSharpe).toBeLessThan(0.9);
    expect(found.overfitProbability).toBeGreaterThan(0.3);
    const real = judged([...noises, noise(1000, 0.002)]);
    expect(real.deflatedSharpe).toBeGreaterThan(0.95);
    expect(real.overfitProbability).toBeLessThan(0.05);
  });

  it("does not take a rising market for skill: what a trial owes to its share in it is taken off", () => {
    const market = noise(2000, 0.002);
    const mostlyLong = Array.from({ length: 20 }, (_, trial) => {
      const random = randomOf(`long|${trial}`);
      return market.map((value) => (random() < 0.9 ? value : 0));
    });
    const believed = (share: Float64Array | null) => {
      const luck = new SearchLuck(share);
      for (const trial of mostlyLong) luck.add(trial);
      return luck.result().deflatedSharpe;
    };
    expect(believed(null)).toBeGreaterThan(0.95);
    expect(believed(market)).toBeLessThan(0.9);
    expect(() => new SearchLuck(market).add(market.slice(1))).toThrow(
      "499 returns and 500 benchmark returns",
    );
  });

  it("keeps the best of a search too large to lay side by side", () => {
    const flat = noise(0, 0);
    const trials = Array.from({ length: 4500 }, () => flat);
    trials[4321] = noise(1, 0.01);
    const found = judged(trials);
    expect(found.trialCount).toBe(4500);
    expect(found.overfitProbability).toBe(0);
  });

  it("has no overfitting for one trial, none for a short history, and nothing without a trial", () => {
    expect(judged([noise(0, 0)])).toMatchObject({ trialCount: 1, luckySharpe: 0, overfitProbability: null });
    expect(judged([noise(0, 0).slice(0, 20), noise(1, 0).slice(0, 20)]).overfitProbability).toBeNull();
    expect(judged([])).toMatchObject({ trialCount: 0, deflatedSharpe: null });
  });
});
