import { multiply } from "#core/metrics";
import type { PortfolioConstraints } from "./constraints.ts";
import { type OptimalPortfolio, portfolioProblem } from "./optimal-portfolio.ts";
import { refuse, type Universe } from "./universe.ts";

/**
 * The portfolio that meets the constraints and follows wished weights with the least tracking error. It gives risk
 * parity, HRP and any other weights bounds, sector caps and a turnover limit.
 *
 * @param wished one weight per symbol
 * @throws InvalidInputError, InfeasiblePortfolioError
 */
export function nearestPortfolio(
  universe: Universe,
  wished: Float64Array,
  constraints: PortfolioConstraints,
): OptimalPortfolio {
  if (wished.length !== universe.symbols.length || !wished.every(Number.isFinite))
    throw refuse(
      "The wished weights are not one number per asset.",
      "There is nothing to follow.",
      "Give a finite weight for every symbol.",
    );
  const problem = portfolioProblem(universe, constraints);
  const pull = multiply(universe.covariance, wished);
  const linear = Float64Array.from(problem.program.owners, (owner) => pull[owner] as number);
  return problem.portfolio(problem.solve({ linear }));
}
