import { quadraticForm } from "#core/metrics";
import type { PortfolioConstraints } from "./constraints.ts";
import { leastVarianceAt, mostReturn, netReturnOf } from "./mean-variance.ts";
import { type OptimalPortfolio, portfolioProblem } from "./optimal-portfolio.ts";
import { expectedReturnsOf, refuse, type Universe } from "./universe.ts";

export interface FrontierPoint extends OptimalPortfolio {
  /** After costs, per the universe's time unit */
  expectedReturn: number;
  volatility: number;
}

const MAX_POINTS = 200;

/**
 * Points of the efficient frontier from the calmest portfolio to the one of greatest expected return, evenly
 * spaced in return, calmest first; return and volatility both grow. One point when all returns are alike.
 *
 * @param points 2 to 200
 * @throws InvalidInputError, InfeasiblePortfolioError
 */
export function efficientFrontier(
  universe: Universe,
  points: number,
  constraints: PortfolioConstraints = {},
): FrontierPoint[] {
  if (!(Number.isInteger(points) && points >= 2 && points <= MAX_POINTS))
    throw refuse(
      `A frontier of ${points} points cannot be drawn.`,
      "It has two ends and a price per point.",
      `Ask for 2 to ${MAX_POINTS}.`,
    );
  const problem = portfolioProblem(universe, constraints);
  const returns = expectedReturnsOf(universe);
  const calmest = problem.solve();
  const low = netReturnOf(problem, returns, calmest.values);
  const high = netReturnOf(problem, returns, mostReturn(problem, returns).values);
  const isFlat = high - low < 1e-10 * Math.max(1, Math.abs(high));
  const solutions = [calmest];
  for (let step = 1; step < points && !isFlat; step += 1)
    solutions.push(leastVarianceAt(problem, returns, low + ((high - low) * step) / (points - 1)));
  return solutions.map((solution) => {
    const portfolio = problem.portfolio(solution);
    return {
      ...portfolio,
      expectedReturn: netReturnOf(problem, returns, solution.values),
      volatility: Math.sqrt(quadraticForm(universe.covariance, portfolio.weights)),
    };
  });
}
