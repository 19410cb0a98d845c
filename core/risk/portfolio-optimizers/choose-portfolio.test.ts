import { describe, expect, it } from "vitest";
import { matrixOf } from "#core/metrics";
import { choosePortfolio, PORTFOLIO_METHODS } from "./choose-portfolio.ts";
import { worstResidual } from "./kkt-certificate.ts";

const universe = {
  symbols: ["KO", "XOM", "AAPL"],
  covariance: matrixOf([
    [0.02, 0.005, 0.004],
    [0.005, 0.06, 0.01],
    [0.004, 0.01, 0.08],
  ]),
  expectedReturns: Float64Array.of(0.05, 0.08, 0.12),
};
const figures = { riskFreeRate: 0.02, riskAversion: 3, targetReturn: 0.07, targetRisk: 0.2 };
const currentWeights = { KO: 0.2, XOM: 0.2, AAPL: 0.6 };

describe("choosePortfolio", () => {
  it.each(PORTFOLIO_METHODS)("%s keeps bounds and turnover, and is proved", (method) => {
    const constraints = { bounds: { min: 0.05, max: 0.7 }, current: currentWeights, turnover: 0.6 };
    const { weights, certificate, heuristicGap } = choosePortfolio(universe, method, figures, constraints);
    expect(worstResidual(certificate)).toBeLessThanOrEqual(1e-8);
    expect(heuristicGap).toBeNull();
    expect(weights.every((weight) => weight >= 0.05 - 1e-9 && weight <= 0.7 + 1e-9)).toBe(true);
    const traded = Object.values(currentWeights).map((held, k) => Math.abs(held - (weights[k] ?? 0)));
    expect(traded.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(0.6 + 1e-9);
  });

  it.each(PORTFOLIO_METHODS)("%s with fewer assets names the gap of its rule of thumb", (method) => {
    const { weights, heuristicGap } = choosePortfolio(universe, method, figures, { maxAssets: 2 });
    expect(weights.filter((weight) => weight > 1e-9).length).toBeLessThanOrEqual(2);
    expect(typeof heuristicGap).toBe("number");
  });

  it("names no turnover that is far from reached", () => {
    const constraints = { net: 0.01, current: { KO: 0.004, XOM: 0.003, AAPL: 0.003 }, turnover: 0.1 };
    expect(choosePortfolio(universe, "risk-parity", figures, constraints).binding).toEqual([]);
  });

  it("risk parity with 10 % turnover goes part of the way and no further", () => {
    const { weights, binding } = choosePortfolio(universe, "risk-parity", figures, {
      current: currentWeights,
      turnover: 0.1,
    });
    expect(Math.abs((weights[2] ?? 0) - 0.6)).toBeCloseTo(0.05, 8);
    expect(binding.map(({ name }) => name)).toEqual(["turnover at most 10 %"]);
  });
});
