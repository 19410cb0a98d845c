import type { PortfolioConstraints } from "./constraints.ts";
import { type OptimalPortfolio, portfolioProblem } from "./optimal-portfolio.ts";
import type { Universe } from "./universe.ts";

/**
 * The portfolio of least variance that meets the constraints. Expected returns play no part; costs, where
 * given, do not either, but turnover does.
 *
 * @throws InvalidInputError, InfeasiblePortfolioError
 * @source H. Markowitz, "Portfolio Selection", Journal of Finance 7(1), 1952
 */
export function minVariance(universe: Universe, constraints: PortfolioConstraints = {}): OptimalPortfolio {
  const problem = portfolioProblem(universe, constraints);
  return problem.portfolio(problem.solve());
}
