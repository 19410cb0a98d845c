import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky } from "./cholesky.ts";
import { correlationOf, dot, matrixOf, multiply, quadraticForm } from "./matrix.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** B Bᵀ + ½ I for a random B: symmetric and safely positive definite. */
const positive = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    })
    .map((rows) =>
      matrixOf(
        rows.map((row, i) =>
          rows.map((other, j) =>
            row.reduce((sum, value, k) => sum + value * (other[k] ?? 0), i === j ? 0.5 : 0),
          ),
        ),
      ),
    ),
);

describe("cholesky", () => {
  it("solves a system one can check in the head", () => {
    const factor = cholesky(
      matrixOf([
        [4, 2],
        [2, 5],
      ]),
    );
    if (factor.singularAt !== null) throw new Error("singular");
    // 4·1 + 2·2 = 8 and 2·1 + 5·2 = 12
    expect([...factor.solve(Float64Array.of(8, 12))]).toEqual([1, 2]);
  });

  it("solves every positive definite system, of even and of odd size", () => {
    fc.assert(
      fc.property(positive, (matrix) => {
        const wanted = Float64Array.from({ length: matrix.size }, (_, k) => k - 2);
        const factor = cholesky(matrix);
        if (factor.singularAt !== null) throw new Error("singular");
        multiply(matrix, factor.solve(wanted)).forEach((value, k) => {
          expect(value).toBeCloseTo(wanted[k] ?? Number.NaN, 8);
        });
      }),
      { seed: 11 },
    );
  });

  it.each([
    [
      "a repeated asset",
      [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
      ],
      1,
    ],
    [
      "an asset that never moves",
      [
        [1, 0, 0],
        [0, 2, 0],
        [0, 0, 0],
      ],
      2,
    ],
    ["a negative variance", [[-1]], 0],
    [
      "NaN",
      [
        [1, 0],
        [Number.NaN, 1],
      ],
      1,
    ],
  ])("names the row of %s", (_name, rows, singularAt) => {
    expect(cholesky(matrixOf(rows))).toEqual({ singularAt });
  });
});

describe("symmetricEigen", () => {
  it("finds 1 and 3 of [[2, 1], [1, 2]]", () => {
    const { values, vectors } = symmetricEigen(
      matrixOf([
        [2, 1],
        [1, 2],
      ]),
    );
    expect(values[0]).toBeCloseTo(1, 14);
    expect(values[1]).toBeCloseTo(3, 14);
    expect(Math.abs((vectors[1]?.[0] ?? 0) / (vectors[1]?.[1] ?? 0))).toBeCloseTo(1, 14);
  });

  it("gives orthogonal vectors, each stretched by its own value", () => {
    fc.assert(
      fc.property(positive, (matrix) => {
        const { values, vectors } = symmetricEigen(matrix);
        const size = Math.max(1, values.at(-1) ?? 1);
        vectors.forEach((vector, k) => {
          multiply(matrix, vector).forEach((value, row) => {
            expect(value / size).toBeCloseTo(((values[k] ?? 0) * (vector[row] ?? 0)) / size, 11);
          });
          vectors.forEach((other, j) => {
            expect(dot(vector, other)).toBeCloseTo(j === k ? 1 : 0, 11);
          });
        });
      }),
      { seed: 12, numRuns: 60 },
    );
  });
});

describe("matrices", () => {
  it("give the variance of a portfolio and the correlation of its assets", () => {
    const covariance = matrixOf([
      [0.04, 0.012],
      [0.012, 0.09],
    ]);
    // ¼·0.04 + ¼·0.09 + 2·¼·0.012
    expect(quadraticForm(covariance, Float64Array.of(0.5, 0.5))).toBeCloseTo(0.0385, 15);
    expect(correlationOf(covariance).values[1]).toBeCloseTo(0.2, 15);
    expect(correlationOf(covariance).values[3]).toBe(1);
  });
});
