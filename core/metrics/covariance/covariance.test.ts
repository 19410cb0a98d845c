import { describe, expect, it } from "vitest";
import { cholesky, multiply, type SymmetricMatrix } from "../linear-algebra/index.ts";
import { assetReturns } from "./asset-returns.ts";
import { denoisedCovariance } from "./denoised-covariance.ts";
import { estimateCovariance } from "./estimate-covariance.ts";
import { ewmaCovariance } from "./ewma-covariance.ts";
import { ledoitWolf } from "./ledoit-wolf.ts";
import { oas } from "./oas.ts";
import { sampleCovariance } from "./sample-covariance.ts";

/** Returns with a common wave, the same on every run. */
const waves = (assets: number, days: number) =>
  Array.from({ length: assets }, (_, k) =>
    Float64Array.from(
      { length: days },
      (_, day) => 0.01 * Math.sin(day * 1.7) + 0.004 * (k + 1) * Math.cos(day * (k + 2.3) + k),
    ),
  );
const close = (a: SymmetricMatrix, b: SymmetricMatrix, digits = 15) => {
  a.values.forEach((value, index) => {
    expect(value).toBeCloseTo(b.values[index] ?? Number.NaN, digits);
  });
};
const isPositive = (matrix: SymmetricMatrix) => cholesky(matrix, 1e-10).singularAt === null;

describe("sample covariance", () => {
  it("of (1, 2, 3) and (2, 4, 6) is 1, 2 and 4", () => {
    expect([...sampleCovariance([Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)]).values]).toEqual([
      1, 2, 2, 4,
    ]);
  });
});

describe("ewma covariance", () => {
  it("is the sample covariance when nothing fades", () => {
    close(ewmaCovariance(waves(3, 40), 1e12), sampleCovariance(waves(3, 40)), 12);
  });

  it("of 0, 0, 3 with weights 1/7, 2/7, 4/7 is 9·(12/49)/(28/49)", () => {
    // mean 12/7; Σ w (x − mean)² = 9·(4/7)(3/7); 1 − Σ w² = 28/49
    const [variance] = ewmaCovariance([Float64Array.of(0, 0, 3)], 1).values;
    expect(variance).toBeCloseTo((9 * 12) / 28, 12);
  });
});

/** Every average of the paper written out over the days, without any shortcut of the product's code. */
function ledoitWolfByTheBook(returns: readonly Float64Array[]): number {
  const days = returns[0]?.length ?? 0;
  const index = [...returns.keys()];
  const over = (of: (day: number) => number) =>
    Array.from({ length: days }, (_, day) => of(day)).reduce((sum, value) => sum + value, 0) / days;
  const centre = returns.map((column) => over((day) => column[day] ?? 0));
  const x = (i: number, day: number) => (returns[i]?.[day] ?? 0) - (centre[i] ?? 0);
  const s = (i: number, j: number) => over((day) => x(i, day) * x(j, day));
  const pairs = index.flatMap((i) => index.map((j) => [i, j] as const));
  const off = pairs.filter(([i, j]) => i !== j);
  const r = off.reduce((sum, [i, j]) => sum + s(i, j) / Math.sqrt(s(i, i) * s(j, j)), 0) / off.length;
  const pi = (i: number, j: number) => over((day) => (x(i, day) * x(j, day) - s(i, j)) ** 2);
  const theta = (k: number, i: number, j: number) =>
    over((day) => (x(k, day) ** 2 - s(k, k)) * (x(i, day) * x(j, day) - s(i, j)));
  const rho =
    index.reduce((sum, i) => sum + pi(i, i), 0) +
    off.reduce(
      (sum, [i, j]) =>
        sum +
        (r / 2) *
          (Math.sqrt(s(j, j) / s(i, i)) * theta(i, i, j) + Math.sqrt(s(i, i) / s(j, j)) * theta(j, i, j)),
      0,
    );
  const gamma = off.reduce((sum, [i, j]) => sum + (r * Math.sqrt(s(i, i) * s(j, j)) - s(i, j)) ** 2, 0);
  return (pairs.reduce((sum, [i, j]) => sum + pi(i, j), 0) - rho) / gamma / days;
}

describe("shrinkage", () => {
  it("of Ledoit and Wolf is the paper's, written out", () => {
    const { shrinkage } = ledoitWolf(waves(4, 60));
    expect(shrinkage).toBeGreaterThan(0.001);
    expect(shrinkage).toBeLessThan(1);
    expect(shrinkage).toBeCloseTo(ledoitWolfByTheBook(waves(4, 60)), 12);
  });

  it("by OAS of two assets with variances 1 and 3 is 16 / (2 × days), and never above 1", () => {
    // S = diag(1, 3): p = 2, tr S² = 10, (tr S)² = 16, ρ = (0·10 + 16) / ((4 + 1 − 1)(10 − 8)) = 2, so 1
    const two = [Float64Array.of(1, -1, 1, -1), Float64Array.of(3, 3, -3, -3).map((v) => v / Math.sqrt(3))];
    expect(oas(two).shrinkage).toBe(1);
    // Twenty such days: 16 / (20 · 2) = 0.4, and the variances go to 1.4 and 2.6
    const twenty = two.map((column) => Float64Array.from({ length: 20 }, (_, day) => column[day % 4] ?? 0));
    expect(oas(twenty).shrinkage).toBeCloseTo(0.4, 12);
    expect(oas(twenty).covariance.values[0]).toBeCloseTo(1.4, 12);
    expect(oas(twenty).covariance.values[3]).toBeCloseTo(2.6, 12);
  });

  it("makes a matrix positive definite that fewer days than assets left singular", () => {
    const returns = waves(12, 8);
    expect(isPositive(sampleCovariance(returns))).toBe(false);
    expect(isPositive(ledoitWolf(returns).covariance)).toBe(true);
    expect(isPositive(oas(returns).covariance)).toBe(true);
    expect(isPositive(denoisedCovariance(returns).covariance)).toBe(true);
  });
});

describe("denoising", () => {
  it("keeps the variances, and a matrix with nothing to clean", () => {
    const { covariance, kept } = denoisedCovariance(waves(6, 200));
    const sample = sampleCovariance(waves(6, 200));
    for (let k = 0; k < 6; k += 1)
      expect(covariance.values[k * 7]).toBeCloseTo(sample.values[k * 7] ?? Number.NaN, 15);
    expect(kept).toBeGreaterThanOrEqual(1);
    const two = waves(2, 400);
    close(denoisedCovariance(two).covariance, sampleCovariance(two), 12);
  });

  it("leaves the direction of the market where it was", () => {
    const market = Float64Array.from({ length: 3 }, () => 1);
    const column = (shift: number) =>
      Float64Array.from(
        { length: 90 },
        (_, day) => Math.sin(day) + 0.3 * Math.sin(day * 2 + (shift * 2 * Math.PI) / 3),
      );
    const { covariance } = denoisedCovariance([0, 1, 2].map(column));
    const pushed = multiply(covariance, market);
    expect((pushed[0] ?? 0) / (pushed[1] ?? 1)).toBeCloseTo(1, 1);
  });
});

describe("returns of assets", () => {
  const table = (...prices: number[][]) => ({
    symbols: prices.map((_, k) => `S${k}`),
    prices: prices.map((column) => Float64Array.from(column)),
  });

  it("leave out the days on which someone has no price, for everyone", () => {
    const found = assetReturns(table([100, 110, 99, 108.9, 120, 130], [10, Number.NaN, 11, 12.1, 12, 11]));
    expect(found).toMatchObject({ days: 4, dropped: 1 });
    expect(found.returns[0]?.[0]).toBeCloseTo(-0.01, 12);
    expect(found.returns[1]?.[0]).toBeCloseTo(0.1, 12);
  });

  it.each([
    [
      "a price of zero",
      [
        [1, 2, 0, 4],
        [1, 2, 3, 4],
      ],
      "S0 has a price of 0 on day 3",
    ],
    [
      "a negative price",
      [
        [1, 2, 3, 4],
        [1, -2, 3, 4],
      ],
      "S1 has a price of -2 on day 2",
    ],
    [
      "an asset mostly missing",
      [
        [1, 2, 3, 4],
        [1, Number.NaN, Number.NaN, 2],
      ],
      "S1 has no price on 2 of 4 days",
    ],
    [
      "an asset that never moves",
      [
        [1, 2, 3, 5],
        [7, 7, 7, 7],
      ],
      "S1 moved by the same 0",
    ],
    [
      "columns of unlike length",
      [
        [1, 2, 3],
        [1, 2],
      ],
      "S1 has 2 prices",
    ],
    [
      "two days",
      [
        [1, 2],
        [2, 1],
      ],
      "Only 2 days",
    ],
    ["no assets", [], "There are 0 price columns for 0 symbols"],
  ])("refuse %s by name", (_name, prices, message) => {
    expect(() => assetReturns(table(...(prices as number[][])))).toThrow(message);
  });

  it("must outnumber the assets unless they are shrunk", () => {
    const few = { symbols: [..."abcde"], returns: waves(5, 5), days: 5, dropped: 0 };
    expect(() => estimateCovariance(few, "sample")).toThrow("5 days of returns are too few");
    expect(() => estimateCovariance(few, "ewma")).toThrow("ledoit-wolf or oas");
    expect(isPositive(estimateCovariance(few, "oas").covariance)).toBe(true);
    expect(() => estimateCovariance(few, "oas", Number.NaN)).toThrow("half-life");
  });
});
