import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, matrixOf, quadraticForm } from "#core/metrics";
import { InfeasiblePortfolioError } from "./conflict.ts";
import { solveByInteriorPoint } from "./interior-point.ts";
import { certify, KKT_TOLERANCE, worstResidual } from "./kkt-certificate.ts";
import { type LinearRow, ownVariables, type QuadraticProgram } from "./quadratic-program.ts";
import { solveProgram } from "./solve-program.ts";
import { aUniverse } from "./testing/universes.ts";

const FREE = Number.POSITIVE_INFINITY;
const row = (name: string, kind: LinearRow["kind"], coefficients: number[], limit: number): LinearRow => ({
  name,
  kind,
  coefficients: Float64Array.from(coefficients),
  limit,
});
const aProgram = (change: Partial<QuadraticProgram>): QuadraticProgram => {
  const size = change.quadratic?.size ?? 2;
  return {
    quadratic: matrixOf([
      [2, 0],
      [0, 2],
    ]),
    owners: ownVariables(size),
    linear: new Float64Array(size),
    lower: new Float64Array(size),
    upper: new Float64Array(size).fill(FREE),
    rows: [],
    names: Array.from({ length: size }, (_, k) => `S${k}`),
    ...change,
  };
};

/** Long only, one budget, and a sector cap on the even assets that a fair share can meet. */
const portfolios = fc
  .tuple(aUniverse({ min: 3, max: 12 }), fc.boolean(), fc.double({ min: 0, max: 2, noNaN: true }))
  .map(([{ covariance, expectedReturns }, isBounded, tilt]) => {
    const { size } = covariance;
    return aProgram({
      quadratic: covariance,
      linear: Float64Array.from({ length: size }, (_, k) => tilt * (expectedReturns?.[k] ?? 0)),
      lower: new Float64Array(size).fill(isBounded ? 0 : -FREE),
      upper: new Float64Array(size).fill(isBounded ? 0.5 : FREE),
      rows: [
        row("budget", "equal", Array(size).fill(1), 1),
        row(
          "even",
          "atMost",
          Array.from({ length: size }, (_, k) => (k % 2 === 0 ? 1 : 0)),
          0.6,
        ),
      ],
    });
  });

describe("solveProgram", () => {
  it("solves the textbook's example: (1.4, 1.7), and the first constraint has the price 0.8", () => {
    // Nocedal & Wright, "Numerical Optimization", 2nd ed., example 16.4
    const solution = solveProgram(
      aProgram({
        linear: Float64Array.of(2, 5),
        rows: [
          row("first", "atMost", [-1, 2], 2),
          row("second", "atMost", [1, 2], 6),
          row("third", "atMost", [1, -2], 2),
        ],
      }),
    );
    expect(solution.values[0]).toBeCloseTo(1.4, 12);
    expect(solution.values[1]).toBeCloseTo(1.7, 12);
    expect([...solution.rowMultipliers].map((price) => Number(price.toFixed(9)))).toEqual([0.8, 0, 0]);
  });

  it("proves every answer to 1e-8, with bounds and without", () => {
    fc.assert(
      fc.property(portfolios, (program) => {
        const solution = solveProgram(program);
        expect(worstResidual(certify(program, solution))).toBeLessThanOrEqual(KKT_TOLERANCE);
      }),
      { seed: 21 },
    );
  });

  it("finds nothing better among other points that keep the constraints", () => {
    const cost = ({ quadratic, linear }: QuadraticProgram, z: Float64Array) =>
      quadraticForm(quadratic, z) / 2 - dot(linear, z);
    const keeps = (program: QuadraticProgram, z: Float64Array) =>
      program.rows.every(
        ({ kind, coefficients, limit }) => kind === "equal" || dot(coefficients, z) <= limit,
      ) && z.every((value, k) => value >= (program.lower[k] ?? 0) && value <= (program.upper[k] ?? 0));
    fc.assert(
      fc.property(
        portfolios,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (program, raw) => {
          const draw = Float64Array.from(program.linear, (_, k) => (raw[k] ?? 0) + 0.01);
          const total = draw.reduce((sum, value) => sum + value, 0);
          const other = draw.map((value) => value / total);
          const { values } = solveProgram(program);
          if (keeps(program, other))
            expect(cost(program, values)).toBeLessThanOrEqual(cost(program, other) + 1e-12);
        },
      ),
      { seed: 22 },
    );
  });

  it("reaches by the interior-point method alone what the active set gives", () => {
    fc.assert(
      fc.property(portfolios, (program) => {
        const inner = solveByInteriorPoint(program);
        solveProgram(program).values.forEach((value, k) => {
          expect(inner?.values[k]).toBeCloseTo(value, 6);
        });
      }),
      { seed: 23, numRuns: 60 },
    );
  });

  it("solves a program whose matrix is singular, and proves it", () => {
    const program = aProgram({
      quadratic: matrixOf([
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
      ]),
      upper: Float64Array.of(1, 1, 1),
      rows: [row("budget", "equal", [1, 1, 1], 1)],
    });
    const { values, certificate } = solveProgram(program);
    expect((values[0] ?? 0) + (values[1] ?? 0)).toBeCloseTo(0.5, 8);
    expect(worstResidual(certificate)).toBeLessThanOrEqual(KKT_TOLERANCE);
  });

  it("solves a program in which nothing has a choice", () => {
    const half = Float64Array.of(0.5, 0.5);
    const { values } = solveProgram(
      aProgram({ lower: half, upper: half, rows: [row("budget", "equal", [1, 1], 1)] }),
    );
    expect([...values]).toEqual([0.5, 0.5]);
  });
});

describe("a certificate", () => {
  const program = aProgram({ linear: Float64Array.of(2, 5), upper: Float64Array.of(1, 1) });
  const solution = solveProgram(program);

  it.each([
    ["stationarity", { boundMultipliers: Float64Array.of(0, 0) }],
    ["primal", { values: Float64Array.of(1, 1.1) }],
    ["complementarity", { values: Float64Array.of(1, 0.5) }],
    ["stationarity", { values: Float64Array.of(Number.NaN, 1) }],
  ] as const)("sees a breach of %s", (condition, change) => {
    expect(certify(program, { ...solution, ...change })[condition]).toBeGreaterThan(KKT_TOLERANCE);
  });

  it("sees a price of the wrong sign, and a push on a bound that is not there", () => {
    const capped = { ...program, rows: [row("cap", "atMost", [1, 1], 2)] };
    expect(certify(capped, { ...solution, rowMultipliers: Float64Array.of(-1) }).dual).toBeGreaterThan(0.1);
    const open = { ...program, upper: Float64Array.of(FREE, FREE) };
    expect(certify(open, solution).complementarity).toBeGreaterThan(0.1);
  });
});

describe("a program without a solution", () => {
  const conflictOf = (change: Partial<QuadraticProgram>) => {
    try {
      solveProgram(aProgram(change));
    } catch (error) {
      if (error instanceof InfeasiblePortfolioError) return error;
      throw error;
    }
    throw new Error("It was solved.");
  };

  it("names the rows that contradict each other and leaves the innocent out", () => {
    const error = conflictOf({
      rows: [
        row("budget 1", "equal", [1, 1], 1),
        row("S0 at least 0.2", "atMost", [-1, 0], -0.2),
        row("both at most 0.7", "atMost", [1, 1], 0.7),
      ],
      upper: Float64Array.of(1, 1),
    });
    expect(error.conflicting).toEqual(["budget 1", "both at most 0.7"]);
    expect(error.shortfall).toBeCloseTo(0.3, 6);
  });

  it("names the assets whose bounds stand in the way", () => {
    const error = conflictOf({
      upper: Float64Array.of(0.25, 0.25),
      rows: [row("budget 1", "equal", [1, 1], 1)],
    });
    expect(error.conflicting).toEqual(["budget 1", "the bounds of S0, S1"]);
    expect(error.parts.why).toContain("50.0 %");
  });

  it("names an asset whose own bounds cross", () => {
    const error = conflictOf({ lower: Float64Array.of(0.5, 0), upper: Float64Array.of(0.25, 1) });
    expect(error.conflicting).toEqual(["the smallest and the largest weight of S0"]);
  });
});
