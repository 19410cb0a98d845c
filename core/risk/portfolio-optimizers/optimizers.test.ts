import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, matrixOf, quadraticForm } from "#core/metrics";
import { efficientFrontier } from "./efficient-frontier.ts";
import { withFewAssets } from "./few-assets.ts";
import { worstResidual } from "./kkt-certificate.ts";
import { maxSharpe } from "./max-sharpe.ts";
import { maxUtility, targetReturn, targetRisk } from "./mean-variance.ts";
import { minVariance } from "./min-variance.ts";
import { nearestPortfolio } from "./nearest-portfolio.ts";
import { aUniverse, byProjectedGradient, reordered } from "./testing/universes.ts";
import type { Universe } from "./universe.ts";

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const two = (): Universe => ({
  symbols: ["KO", "XOM"],
  covariance: matrixOf([
    [0.04, 0],
    [0, 0.09],
  ]),
  expectedReturns: Float64Array.of(0.06, 0.1),
});
const close = (a: Float64Array, b: Float64Array, digits: number) => {
  a.forEach((value, k) => {
    expect(value).toBeCloseTo(b[k] ?? Number.NaN, digits);
  });
};
const expectedOf = (universe: Universe, weights: Float64Array) =>
  dot(universe.expectedReturns as Float64Array, weights);
const sharpeOf = (universe: Universe, weights: Float64Array) =>
  expectedOf(universe, weights) / Math.sqrt(quadraticForm(universe.covariance, weights));

describe("minVariance", () => {
  it("of two unrelated assets weighs them by the inverse of their variances: 9 to 4", () => {
    close(minVariance(two()).weights, Float64Array.of(9 / 13, 4 / 13), 14);
  });

  it("proves itself, adds up to 1, keeps its bounds and agrees with projected gradients", () => {
    fc.assert(
      fc.property(aUniverse({ min: 3, max: 8 }), (universe) => {
        const { weights, certificate } = minVariance(universe, { bounds: { min: 0, max: 0.5 } });
        expect(worstResidual(certificate)).toBeLessThanOrEqual(1e-8);
        expect(sum(weights)).toBeCloseTo(1, 12);
        expect(weights.every((weight) => weight >= -1e-10 && weight <= 0.5 + 1e-10)).toBe(true);
        close(byProjectedGradient(universe.covariance, new Float64Array(weights.length), 0.5), weights, 5);
      }),
      { seed: 31, numRuns: 12 },
    );
  });

  it("does not care for the unit of risk or the order of the assets", () => {
    fc.assert(
      fc.property(aUniverse(), (universe) => {
        const { weights } = minVariance(universe);
        const daily = {
          ...universe.covariance,
          values: universe.covariance.values.map((value) => value / 252),
        };
        close(minVariance({ ...universe, covariance: daily }).weights, weights, 10);
        const order = [...universe.symbols.keys()].reverse();
        close(
          minVariance(reordered(universe, order)).weights,
          Float64Array.from(order, (k) => weights[k] ?? 0),
          10,
        );
      }),
      { seed: 32 },
    );
  });

  it("gives one asset everything", () => {
    expect([...minVariance({ symbols: ["KO"], covariance: matrixOf([[0.04]]) }).weights]).toEqual([1]);
  });

  it("trades no more than the turnover allows, and says that this is what binds", () => {
    const { weights, binding } = minVariance(two(), { current: { KO: 0, XOM: 1 }, turnover: 0.5 });
    close(weights, Float64Array.of(0.25, 0.75), 9);
    expect(binding.map(({ name }) => name)).toEqual(["turnover at most 50 %"]);
  });

  it("keeps sector caps, and gross exposure when it may go short", () => {
    fc.assert(
      fc.property(aUniverse({ min: 4, max: 9 }), (universe) => {
        const { weights, certificate } = minVariance(universe, {
          bounds: { min: -0.5, max: 1 },
          gross: 1.4,
          groups: [{ name: "sector First", symbols: universe.symbols.slice(0, 2), max: 0.3 }],
        });
        expect(worstResidual(certificate)).toBeLessThanOrEqual(1e-8);
        expect(sum(weights.map(Math.abs))).toBeLessThanOrEqual(1.4 + 1e-8);
        expect((weights[0] ?? 0) + (weights[1] ?? 0)).toBeLessThanOrEqual(0.3 + 1e-8);
      }),
      { seed: 33, numRuns: 50 },
    );
  });
});

describe("maxSharpe", () => {
  it("of two unrelated assets weighs excess return over variance: 0.04/0.04 to 0.08/0.09", () => {
    close(maxSharpe(two(), 0.02).weights, Float64Array.of(9 / 17, 8 / 17), 10);
  });

  it("has no better neighbour on the simplex and is proved", () => {
    fc.assert(
      fc.property(
        aUniverse({ min: 2, max: 8 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (universe, raw) => {
          if (Math.max(...(universe.expectedReturns ?? [])) < 0.001) return;
          const { weights, certificate } = maxSharpe(universe, 0);
          expect(worstResidual(certificate)).toBeLessThanOrEqual(1e-8);
          const draw = weights.map((_, k) => (raw[k] ?? 0) + 0.01);
          for (const step of [1, 0.1, 0.001]) {
            const other = weights.map(
              (weight, k) => (1 - step) * weight + (step * (draw[k] ?? 0)) / sum(draw),
            );
            expect(sharpeOf(universe, other)).toBeLessThanOrEqual(
              sharpeOf(universe, weights) * (1 + 1e-9) + 1e-12,
            );
          }
        },
      ),
      { seed: 34 },
    );
  });

  it("says so when nothing beats the risk-free rate", () => {
    expect(() => maxSharpe(two(), 0.11)).toThrow(
      "No portfolio within the constraints expects more than the risk-free rate.",
    );
  });
});

describe("mean-variance", () => {
  it("meets a target return exactly, and a target risk exactly", () => {
    const byReturn = targetReturn(two(), 0.08).weights;
    expect(expectedOf(two(), byReturn)).toBeCloseTo(0.08, 12);
    const byRisk = targetRisk(two(), 0.2).weights;
    expect(Math.sqrt(quadraticForm(two().covariance, byRisk))).toBeCloseTo(0.2, 10);
  });

  it("is the same frontier by return, by risk and by utility", () => {
    fc.assert(
      fc.property(aUniverse({ min: 3, max: 8 }), (universe) => {
        const { weights } = maxUtility(universe, 3);
        close(
          byProjectedGradient(
            universe.covariance,
            (universe.expectedReturns ?? new Float64Array()).map((r) => r / 3),
            1,
            4_000,
          ),
          weights,
          4,
        );
        const again = targetReturn(universe, expectedOf(universe, weights));
        const variance = quadraticForm(universe.covariance, weights);
        expect(quadraticForm(universe.covariance, again.weights)).toBeCloseTo(variance, 9);
        const risky = targetRisk(universe, Math.sqrt(variance) * (1 + 1e-9));
        expect(expectedOf(universe, risky.weights)).toBeCloseTo(expectedOf(universe, weights), 6);
      }),
      { seed: 35, numRuns: 12 },
    );
  });

  it("pays for trading only what it is worth", () => {
    const current = { KO: 0.5, XOM: 0.5 };
    close(maxUtility(two(), 3, { current, costRate: 0.5 }).weights, Float64Array.of(0.5, 0.5), 9);
  });

  it.each([
    [
      "a return above the best",
      () => targetReturn(two(), 0.2),
      "The most any expects after costs is 10.00 %",
    ],
    ["a return that is no number", () => targetReturn(two(), Number.NaN), "target return of NaN"],
    ["a risk below the calmest", () => targetRisk(two(), 0.01), "The calmest has"],
    ["an aversion of zero", () => maxUtility(two(), 0), "risk aversion of 0"],
  ])("refuses %s", (_name, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});

describe("the efficient frontier", () => {
  it("starts calm, ends at the greatest return, and grows in both all the way", () => {
    fc.assert(
      fc.property(aUniverse({ min: 2, max: 8 }), fc.integer({ min: 2, max: 9 }), (universe, points) => {
        const frontier = efficientFrontier(universe, points);
        expect(frontier.every(({ certificate }) => worstResidual(certificate) <= 1e-8)).toBe(true);
        frontier.slice(1).forEach((point, k) => {
          expect(point.expectedReturn).toBeGreaterThan(frontier[k]?.expectedReturn ?? 0);
          expect(point.volatility).toBeGreaterThanOrEqual((frontier[k]?.volatility ?? 0) - 1e-10);
        });
        expect(frontier.at(-1)?.expectedReturn).toBeCloseTo(Math.max(...(universe.expectedReturns ?? [])), 7);
      }),
      { seed: 36, numRuns: 50 },
    );
  });

  it("is one point when all expect the same", () => {
    expect(efficientFrontier({ ...two(), expectedReturns: Float64Array.of(0.05, 0.05) }, 5)).toHaveLength(1);
  });
});

describe("few assets", () => {
  it("are as few as asked, and the gap says what that may cost", () => {
    fc.assert(
      fc.property(aUniverse({ min: 5, max: 9 }), (universe) => {
        const found = withFewAssets(universe, {}, 3, (constraints) => minVariance(universe, constraints));
        expect(found.weights.filter((weight) => weight > 1e-9).length).toBeLessThanOrEqual(3);
        expect(found.heuristic.gap).toBeGreaterThanOrEqual(-1e-12);
      }),
      { seed: 37, numRuns: 40 },
    );
  });
});

describe("few assets within limits that need many", () => {
  it("blame the number of assets and not the other limits", () => {
    const universe = two();
    const limits = { bounds: { min: 0, max: 0.6 } };
    expect(() => withFewAssets(universe, limits, 1, (changed) => minVariance(universe, changed))).toThrow(
      "found no portfolio of at most 1 assets",
    );
  });
});

describe("nearestPortfolio", () => {
  it("is the wish itself where the constraints allow it, and near it where not", () => {
    close(nearestPortfolio(two(), Float64Array.of(0.3, 0.7), {}).weights, Float64Array.of(0.3, 0.7), 9);
    const capped = nearestPortfolio(two(), Float64Array.of(0.3, 0.7), { bounds: { min: 0, max: 0.6 } });
    close(capped.weights, Float64Array.of(0.4, 0.6), 9);
  });
});
