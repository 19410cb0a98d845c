import { dot, quadraticForm } from "#core/metrics";
import type { PortfolioConstraints } from "./constraints.ts";
import { type OptimalPortfolio, type PortfolioProblem, portfolioProblem } from "./optimal-portfolio.ts";
import type { LinearRow } from "./quadratic-program.ts";
import { rootOf } from "./root-of.ts";
import { type ProvedSolution, solveProgram } from "./solve-program.ts";
import { expectedReturnsOf, refuse, type Universe } from "./universe.ts";

const percent = (value: number) => `${(value * 100).toPrecision(4)} %`;

/**
 * The portfolio that maximises expected return after costs − ½ × aversion × variance.
 *
 * @param riskAversion > 0; 2.5 is about what markets show, more is more careful
 * @throws InvalidInputError, InfeasiblePortfolioError
 * @source Grinold & Kahn, "Active Portfolio Management", 2nd ed., 2000, ch. 2
 */
export function maxUtility(
  universe: Universe,
  riskAversion: number,
  constraints: PortfolioConstraints = {},
): OptimalPortfolio {
  if (!(riskAversion > 0 && riskAversion <= 1e6))
    throw refuse(
      `A risk aversion of ${riskAversion} is not between 0 and 1,000,000.`,
      "It is the price of variance; without one all goes into the best asset.",
      "Give a positive number, such as 2.5.",
    );
  const problem = portfolioProblem(universe, constraints);
  const { slopes } = problem.netReturn(expectedReturnsOf(universe));
  return problem.portfolio(problem.solve({ linear: slopes.map((slope) => slope / riskAversion) }));
}

/**
 * The portfolio of least variance whose expected return after costs is at least the target.
 *
 * @param targetReturn per the universe's time unit (0.08: 8 % a year)
 * @throws InvalidInputError when no portfolio within the constraints expects so much
 */
export function targetReturn(
  universe: Universe,
  target: number,
  constraints: PortfolioConstraints = {},
): OptimalPortfolio {
  const problem = portfolioProblem(universe, constraints);
  const returns = expectedReturnsOf(universe);
  if (!Number.isFinite(target))
    throw refuse(
      `A target return of ${target} is not a number.`,
      "The target decides the portfolio.",
      "Give a fraction such as 0.08.",
    );
  const best = netReturnOf(problem, returns, mostReturn(problem, returns).values);
  if (target > best + 1e-12 * Math.max(1, Math.abs(best)))
    throw refuse(
      `No portfolio within the constraints expects ${percent(target)}.`,
      `The most any expects after costs is ${percent(best)}.`,
      "Lower the target, or loosen the constraints.",
    );
  return problem.portfolio(leastVarianceAt(problem, returns, Math.min(target, best)));
}

/**
 * The portfolio of greatest expected return after costs whose volatility is at most the target.
 *
 * @param target volatility per the universe's time unit (0.15: 15 % a year)
 * @throws InvalidInputError when even the calmest portfolio within the constraints moves more
 */
export function targetRisk(
  universe: Universe,
  target: number,
  constraints: PortfolioConstraints = {},
): OptimalPortfolio {
  const problem = portfolioProblem(universe, constraints);
  const { slopes } = problem.netReturn(expectedReturnsOf(universe));
  const varianceOf = ({ values }: ProvedSolution) =>
    quadraticForm(universe.covariance, problem.weightsOf(values));
  const calmest = Math.sqrt(varianceOf(problem.solve()));
  if (!(target >= calmest * (1 - 1e-12)))
    throw refuse(
      `No portfolio within the constraints has a volatility of ${percent(target)}.`,
      `The calmest has ${percent(calmest)}.`,
      "Raise the target, add calmer assets, or let part of the equity stay in cash (net below 1).",
    );
  // Variance is piecewise linear in the square of the tilt towards return, so the secant soon lands exactly.
  const at = (squared: number) =>
    problem.solve({ linear: slopes.map((slope) => slope * Math.sqrt(squared)) });
  const boldest = mostReturn(problem, expectedReturnsOf(universe));
  if (varianceOf(boldest) <= target ** 2) return problem.portfolio(boldest);
  const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0) || 1;
  const first = (target ** 2 / steepest) ** 2;
  const squared = rootOf((value) => varianceOf(at(value)) - target ** 2, first, 1e-12 * target ** 2);
  return problem.portfolio(at(squared));
}

/** Expected return after costs of a point of the program. */
export function netReturnOf(problem: PortfolioProblem, perAsset: Float64Array, values: Float64Array): number {
  const { constant, slopes } = problem.netReturn(perAsset);
  return constant + dot(slopes, values);
}

/** The point of greatest expected return: a linear program, with variance only to break ties. */
export function mostReturn(problem: PortfolioProblem, perAsset: Float64Array): ProvedSolution {
  const { slopes } = problem.netReturn(perAsset);
  const { quadratic } = problem.program;
  const flat = { size: quadratic.size, values: new Float64Array(quadratic.values.length) };
  return solveProgram({ ...problem.program, quadratic: flat, linear: slopes });
}

/** The point of least variance among those that expect so much. */
export function leastVarianceAt(
  problem: PortfolioProblem,
  perAsset: Float64Array,
  target: number,
): ProvedSolution {
  const { constant, slopes } = problem.netReturn(perAsset);
  const enough: LinearRow = {
    name: `expected return at least ${percent(target)}`,
    kind: "atMost",
    coefficients: slopes.map((slope) => -slope),
    limit: constant - target,
  };
  return problem.solve({ rows: [...problem.program.rows, enough] });
}
