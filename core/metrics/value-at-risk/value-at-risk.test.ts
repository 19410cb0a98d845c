import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dot,
  historicalRisk,
  matrixOf,
  normalQuantile,
  observationsNeeded,
  parametricRisk,
  quantileError,
  simulatedPnl,
} from "#core/metrics";

const outcomes = fc
  .array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 100, maxLength: 200 })
  .map((list) => Float64Array.from(list));
const confidence = fc.double({ min: 0.5, max: 0.99, noNaN: true });

/** Positions, and a covariance made as A Aᵀ, so that it is one. */
const book = fc
  .integer({ min: 1, max: 6 })
  .chain((size) =>
    fc.record({
      values: fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: size, maxLength: size }),
      loadings: fc.array(
        fc.array(fc.double({ min: -0.03, max: 0.03, noNaN: true }), { minLength: size, maxLength: size }),
        { minLength: size, maxLength: size },
      ),
    }),
  )
  .map(({ values, loadings }) => ({
    values: Float64Array.from(values),
    covariance: matrixOf(
      loadings.map((row) => loadings.map((other) => dot(Float64Array.from(row), Float64Array.from(other)))),
    ),
  }));

describe("historical risk", () => {
  // Twenty days: the worst lost 100, the next 80, then 60; the others gained.
  const twenty = Float64Array.of(-100, -80, -60, ...new Array<number>(17).fill(10));

  it("reads the loss of the second worst of twenty days at 95 %, and the worst day beyond it", () => {
    const risk = historicalRisk(twenty, 0.95);
    expect(risk.valueAtRisk).toBe(80);
    expect(risk.expectedShortfall).toBeCloseTo(100, 9);
  });

  it("takes the mean of the two worst days as the shortfall at 90 %", () => {
    const risk = historicalRisk(twenty, 0.9);
    expect(risk.valueAtRisk).toBe(60);
    expect(risk.expectedShortfall).toBeCloseTo(90, 9);
  });

  it("is 0 where even the tail gains", () => {
    expect(historicalRisk(new Float64Array(20).fill(5), 0.95)).toEqual({
      valueAtRisk: 0,
      expectedShortfall: 0,
    });
  });

  it("stands on twenty days at 95 % and a hundred at 99 %, and refuses one fewer", () => {
    expect([observationsNeeded(0.95), observationsNeeded(0.99)]).toEqual([20, 100]);
    expect(() => historicalRisk(twenty.slice(1), 0.95)).toThrow("With fewer than 20, none lies in the tail");
    expect(() => historicalRisk(new Float64Array(99), 0.99)).toThrow("99 outcomes are too few");
  });

  it("grows with confidence, and the shortfall is never below the value at risk", () => {
    fc.assert(
      fc.property(outcomes, confidence, confidence, (pnl, a, b) => {
        const [low, high] = [historicalRisk(pnl, Math.min(a, b)), historicalRisk(pnl, Math.max(a, b))];
        expect(low.valueAtRisk).toBeGreaterThanOrEqual(0);
        expect(high.valueAtRisk).toBeGreaterThanOrEqual(low.valueAtRisk);
        expect(high.expectedShortfall).toBeGreaterThanOrEqual(low.expectedShortfall - 1e-6);
        expect(low.expectedShortfall).toBeGreaterThanOrEqual(low.valueAtRisk);
      }),
    );
  });

  it("does not depend on the order of the days, and scales with the positions", () => {
    fc.assert(
      fc.property(outcomes, confidence, (pnl, level) => {
        const risk = historicalRisk(pnl, level);
        expect(historicalRisk(Float64Array.from(pnl).reverse(), level)).toEqual(risk);
        const doubled = historicalRisk(
          pnl.map((outcome) => 2 * outcome),
          level,
        );
        expect(doubled.valueAtRisk).toBeCloseTo(2 * risk.valueAtRisk, 6);
      }),
    );
  });
});

describe("parametric risk", () => {
  it("is 1.645 and 2.326 deviations of one position", () => {
    const one = (level: number) => parametricRisk(Float64Array.of(10_000), matrixOf([[0.0004]]), level);
    expect(one(0.95).valueAtRisk).toBeCloseTo(328.97, 2); // $10,000 × 2 % × 1.6449
    expect(one(0.99).valueAtRisk).toBeCloseTo(465.27, 2);
    expect(one(0.95).expectedShortfall).toBeCloseTo(412.54, 2); // × 2.0627
  });

  it("is split among the positions without a rest, whatever they are", () => {
    fc.assert(
      fc.property(book, confidence, ({ values, covariance }, level) => {
        const risk = parametricRisk(values, covariance, level);
        const sum = risk.components.reduce((total, part) => total + part, 0);
        expect(Math.abs(sum - risk.valueAtRisk)).toBeLessThanOrEqual(1e-9 * (1 + risk.valueAtRisk));
        expect(risk.expectedShortfall).toBeGreaterThanOrEqual(risk.valueAtRisk);
      }),
    );
  });

  it("scales with the positions and does not depend on their order", () => {
    fc.assert(
      fc.property(book, ({ values, covariance }) => {
        const risk = parametricRisk(values, covariance, 0.99);
        const tripled = parametricRisk(
          values.map((value) => 3 * value),
          covariance,
          0.99,
        );
        expect(tripled.valueAtRisk).toBeCloseTo(3 * risk.valueAtRisk, 5);
        const turned = { size: covariance.size, values: Float64Array.from(covariance.values).reverse() };
        const reversed = parametricRisk(Float64Array.from(values).reverse(), turned, 0.99);
        expect(reversed.valueAtRisk).toBeCloseTo(risk.valueAtRisk, 5);
      }),
    );
  });

  it("gives a hedge a component below nothing, and a perfect one leaves no risk", () => {
    const together = matrixOf([
      [0.0004, 0.0004],
      [0.0004, 0.0004],
    ]);
    const hedged = parametricRisk(Float64Array.of(10_000, -4_000), together, 0.95);
    expect(hedged.components[1]).toBeLessThan(0);
    expect(parametricRisk(Float64Array.of(5_000, -5_000), together, 0.95).valueAtRisk).toBe(0);
  });

  it("is 0, not NaN, without positions", () => {
    expect(parametricRisk(new Float64Array(), matrixOf([]), 0.99)).toMatchObject({
      valueAtRisk: 0,
      expectedShortfall: 0,
    });
  });
});

/** Normal deviates from Park and Miller's generator through the inverse of the distribution. */
function deviates(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return normalQuantile(state / 2_147_483_647);
  };
}

describe("simulated gains and losses", () => {
  const values = Float64Array.of(10_000, -3_000, 8_000);
  const covariance = matrixOf([
    [0.0004, 0.0001, 0.0004],
    [0.0001, 0.0009, 0.0001],
    [0.0004, 0.0001, 0.0004], // moves as the first does: singular on purpose
  ]);
  const drawn = (seed: number, draws: number) => simulatedPnl(values, covariance, draws, deviates(seed));

  it.each([0.95, 0.99])("come to the parametric risk at %d within three standard errors", (level) => {
    const draws = 20_000;
    const exact = parametricRisk(values, covariance, level).valueAtRisk;
    const found = historicalRisk(drawn(7, draws), level).valueAtRisk;
    expect(Math.abs(found / exact - 1)).toBeLessThan(3 * quantileError(level, draws));
    expect(quantileError(level, draws)).toBeLessThan(0.015);
  });

  it("are the same for the same seed and others for another", () => {
    expect(drawn(1, 50)).toEqual(drawn(1, 50));
    expect(drawn(1, 50)).not.toEqual(drawn(2, 50));
  });

  it("has a standard error that halves with four times the draws", () => {
    expect(quantileError(0.99, 40_000)).toBeCloseTo(quantileError(0.99, 10_000) / 2, 12);
    // At 97.725 % the quantile is 2 deviations: √(0.97725 × 0.02275 / n) / 0.05399 / 2.
    expect(quantileError(0.97725, 10_000)).toBeCloseTo(0.0138, 4);
    expect(normalQuantile(0.97725)).toBeCloseTo(2, 4);
  });
});
