import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf, multiply } from "#core/metrics";
import { blackLitterman, impliedReturns } from "./black-litterman.ts";
import { hierarchicalRiskParity } from "./hierarchical-risk-parity.ts";
import { riskBudgeting, riskParity } from "./risk-budgeting.ts";
import { signalViews } from "./signal-views.ts";
import { aUniverse, reordered } from "./testing/universes.ts";

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe("risk budgeting", () => {
  it("of two assets at parity weighs them by the inverse of their volatilities, whatever their correlation", () => {
    const { weights } = riskParity({
      symbols: ["KO", "XOM"],
      covariance: matrixOf([
        [0.04, 0.03],
        [0.03, 0.09],
      ]),
    });
    expect(weights[0]).toBeCloseTo(0.6, 14);
    expect(weights[1]).toBeCloseTo(0.4, 14);
  });

  it("meets every budget to 1e-10, in whatever order the assets come", () => {
    fc.assert(
      fc.property(
        aUniverse(),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 12, maxLength: 12 }),
        (universe, raw) => {
          const budgets = Float64Array.from(universe.symbols, (_, k) => raw[k] ?? 1);
          const { weights, riskShares, error } = riskBudgeting(universe, budgets);
          expect(error).toBeLessThanOrEqual(1e-10);
          expect(sum(weights)).toBeCloseTo(1, 12);
          const slopes = multiply(universe.covariance, weights);
          const brought = weights.map((weight, k) => weight * (slopes[k] ?? 0));
          brought.forEach((value, k) => {
            expect(value / sum(brought)).toBeCloseTo((budgets[k] ?? 0) / sum(budgets), 9);
            expect(riskShares[k]).toBeCloseTo(value / sum(brought), 12);
          });
          const order = [...universe.symbols.keys()].reverse();
          const turned = riskBudgeting(reordered(universe, order), budgets.slice().reverse());
          order.forEach((k, place) => {
            expect(turned.weights[place]).toBeCloseTo(weights[k] ?? Number.NaN, 9);
          });
        },
      ),
      { seed: 41 },
    );
  });

  it("leaves an asset without a budget out", () => {
    const universe = {
      symbols: ["KO", "XOM"],
      covariance: matrixOf([
        [0.04, 0],
        [0, 0.09],
      ]),
    };
    expect([...riskBudgeting(universe, Float64Array.of(1, 0)).weights]).toEqual([1, 0]);
    expect(() => riskBudgeting(universe, Float64Array.of(1, -1))).toThrow("The risk budget of XOM is -1.");
    expect(() => riskBudgeting(universe, Float64Array.of(0, 0))).toThrow("All risk budgets are 0.");
    expect(() => riskBudgeting(universe, Float64Array.of(1))).toThrow("1 risk budgets for 2 assets");
  });
});

describe("hierarchical risk parity", () => {
  it("splits by hand: one pair of like assets against a third", () => {
    // KO and PEP stand together (ρ 0.9), XOM apart; the order is XOM | KO, PEP. The pair held half and half varies
    // (0.04 + 0.036) / 2 = 0.038; XOM gets 0.038 / (0.09 + 0.038), and the pair shares the rest evenly.
    const weights = hierarchicalRiskParity({
      symbols: ["KO", "PEP", "XOM"],
      covariance: matrixOf([
        [0.04, 0.036, 0],
        [0.036, 0.04, 0],
        [0, 0, 0.09],
      ]),
    });
    const apart = 0.038 / 0.128;
    expect(weights[2]).toBeCloseTo(apart, 14);
    expect(weights[0]).toBeCloseTo((1 - apart) / 2, 14);
    expect(weights[1]).toBeCloseTo((1 - apart) / 2, 14);
  });

  it("is long only and adds up to 1", () => {
    fc.assert(
      fc.property(aUniverse({ min: 1, max: 12 }), (universe) => {
        const weights = hierarchicalRiskParity(universe);
        expect(sum(weights)).toBeCloseTo(1, 12);
        expect(weights.every((weight) => weight > 0)).toBe(true);
      }),
      { seed: 42 },
    );
  });
});

/** G. He & R. Litterman, 1999: seven countries, correlations and volatilities of table 1 and 2. */
const COUNTRIES = ["AUL", "CAN", "FRA", "GER", "JAP", "UK", "USA"];
const VOLATILITY = [0.16, 0.203, 0.248, 0.271, 0.21, 0.2, 0.187];
const CORRELATION = [
  [1, 0.488, 0.478, 0.515, 0.439, 0.512, 0.491],
  [0.488, 1, 0.664, 0.655, 0.31, 0.608, 0.779],
  [0.478, 0.664, 1, 0.861, 0.355, 0.783, 0.668],
  [0.515, 0.655, 0.861, 1, 0.354, 0.777, 0.653],
  [0.439, 0.31, 0.355, 0.354, 1, 0.405, 0.306],
  [0.512, 0.608, 0.783, 0.777, 0.405, 1, 0.652],
  [0.491, 0.779, 0.668, 0.653, 0.306, 0.652, 1],
];
const world = {
  symbols: COUNTRIES,
  covariance: matrixOf(
    CORRELATION.map((row, i) => row.map((rho, j) => rho * (VOLATILITY[i] ?? 0) * (VOLATILITY[j] ?? 0))),
  ),
};
const prior = {
  marketWeights: Float64Array.of(0.016, 0.022, 0.052, 0.055, 0.116, 0.124, 0.615),
  riskAversion: 2.5,
  tau: 0.05,
};
const rounded = (values: Float64Array) => [...values].map((value) => Number((value * 100).toFixed(1)));

describe("Black–Litterman", () => {
  it("implies the paper's equilibrium returns", () => {
    expect(rounded(impliedReturns(world.covariance, prior))).toEqual([3.9, 6.9, 8.4, 9, 4.3, 6.8, 7.6]);
  });

  it("gives the paper's returns for its view of Germany against the rest of Europe", () => {
    const picks = Float64Array.of(0, 0, -0.295, 1, 0, -0.705, 0);
    const view = { picks, expected: 0.05, variance: 0.021 * prior.tau };
    const { expectedReturns } = blackLitterman(world, prior, [view]);
    // The paper prints 0.021 for a figure it did not round, so the last digit may differ by one.
    [4.3, 7.6, 9.3, 11, 4.5, 7, 8.1].forEach((percent, k) => {
      expect(Math.abs((expectedReturns[k] ?? 0) * 100 - percent)).toBeLessThan(0.1);
    });
  });

  it("without a view leaves the market as it is", () => {
    const { expectedReturns, covariance } = blackLitterman(world, prior, []);
    expect(rounded(expectedReturns)).toEqual(rounded(impliedReturns(world.covariance, prior)));
    expect(covariance.values[0]).toBeCloseTo(0.16 ** 2 * 1.05, 15);
  });

  it("knows a little more after a view than before", () => {
    const picks = Float64Array.of(1, 0, 0, 0, 0, 0, 0);
    const { covariance } = blackLitterman(world, prior, [{ picks, expected: 0.1, variance: 1e-4 }]);
    expect(covariance.values[0]).toBeLessThan(0.16 ** 2 * 1.05);
    expect(covariance.values[0]).toBeGreaterThan(0.16 ** 2);
  });

  it("refuses views and priors that are not complete", () => {
    const picks = Float64Array.of(1, 0, 0, 0, 0, 0, 0);
    expect(() => blackLitterman(world, prior, [{ picks, expected: 0.1, variance: 0 }])).toThrow(
      "View 1 is not complete",
    );
    expect(() => blackLitterman(world, { ...prior, tau: 0 }, [])).toThrow("tau 0");
  });
});

describe("views from signals", () => {
  const aSignal = (change: object = {}) => ({
    symbol: "USA",
    direction: "bullish" as const,
    strength: 1,
    confidence: 0.5,
    knownAt: "2020-01-01T00:00:00.000Z",
    expiresAt: "2020-01-10T00:00:00.000Z",
    ...change,
  });
  const AS_OF = "2020-01-05T00:00:00.000Z";

  it("of confidence one half weigh as much as the prior: the return moves half the way", () => {
    const views = signalViews(world, prior, [aSignal()], AS_OF);
    const [before, after] = [
      impliedReturns(world.covariance, prior),
      blackLitterman(world, prior, views).expectedReturns,
    ];
    // A quarter of 18.7 % volatility, halved
    expect((after[6] ?? 0) - (before[6] ?? 0)).toBeCloseTo((0.25 * 0.187) / 2, 12);
  });

  it("point down when bearish, and less when weak", () => {
    const [view] = signalViews(world, prior, [aSignal({ direction: "bearish", strength: 0.5 })], AS_OF);
    expect((view?.expected ?? 0) - (impliedReturns(world.covariance, prior)[6] ?? 0)).toBeCloseTo(
      -0.125 * 0.187,
      12,
    );
  });

  it.each([
    ["neutral", { direction: "neutral" }],
    ["expired at that very instant", { expiresAt: AS_OF }],
    ["not yet known", { knownAt: "2020-01-05T00:00:00.001Z" }],
    ["without confidence", { confidence: 0 }],
    ["about something else", { symbol: "BRA" }],
  ])("are not made of a signal that is %s", (_name, change) => {
    expect(signalViews(world, prior, [aSignal(change)], AS_OF)).toEqual([]);
  });
});
