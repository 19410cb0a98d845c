import { describe, expect, it } from "vitest";
import { matrixOf } from "#core/metrics";
import { maxSharpe } from "./max-sharpe.ts";
import { minVariance } from "./min-variance.ts";
import type { Universe } from "./universe.ts";

const two = (): Universe => ({
  symbols: ["KO", "XOM"],
  covariance: matrixOf([
    [0.04, 0],
    [0, 0.09],
  ]),
  expectedReturns: Float64Array.of(0.06, 0.1),
});

describe("a universe no optimizer can work with", () => {
  const bad = (change: Partial<Universe>) => () => minVariance({ ...two(), ...change });
  it.each([
    ["no assets", bad({ symbols: [], covariance: matrixOf([]) }), "There are no assets"],
    [
      "NaN",
      bad({
        covariance: matrixOf([
          [1, Number.NaN],
          [Number.NaN, 1],
        ]),
      }),
      "covariance of KO and XOM is not a number",
    ],
    [
      "twins",
      bad({
        covariance: matrixOf([
          [1, 1],
          [1, 1],
        ]),
      }),
      "XOM is a combination of the assets before it",
    ],
    [
      "an asset that never moves",
      bad({
        covariance: matrixOf([
          [1, 0],
          [0, 0],
        ]),
      }),
      "XOM has a variance of 0",
    ],
    [
      "a lopsided matrix",
      bad({
        covariance: matrixOf([
          [1, 0.1],
          [0.2, 1],
        ]),
      }),
      "symmetric",
    ],
    ["one asset twice", bad({ symbols: ["KO", "KO"] }), "KO is there twice"],
    [
      "sizes that differ",
      bad({ covariance: matrixOf([[1]]) }),
      "The covariance is for 1 assets, and 2 are named",
    ],
    [
      "a limit on a stranger",
      () => minVariance(two(), { boundsOf: { TSLA: { min: 0, max: 1 } } }),
      "TSLA is in a constraint",
    ],
    [
      "a NaN bound",
      () => minVariance(two(), { bounds: { min: 0, max: Number.NaN } }),
      "largest weight of KO is NaN",
    ],
    [
      "turnover from nowhere",
      () => minVariance(two(), { turnover: 0.1 }),
      "the current weights are not given",
    ],
    [
      "no expected returns",
      () => maxSharpe({ ...two(), expectedReturns: undefined }, 0),
      "There are no expected returns",
    ],
  ])("%s", (_name, attempt, message) => {
    expect(attempt).toThrow(message);
  });

  it("bounds that leave no room, naming who stands in the way", () => {
    expect(() => minVariance(two(), { bounds: { min: 0, max: 0.4 } })).toThrow(
      "No portfolio meets all of these at once: the weights add up to 100 %; the bounds of KO, XOM.",
    );
  });
});
