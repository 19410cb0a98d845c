import { quadraticForm } from "#core/metrics";
import type { PortfolioConstraints } from "./constraints.ts";
import { mostReturn, netReturnOf } from "./mean-variance.ts";
import { type OptimalPortfolio, portfolioProblem } from "./optimal-portfolio.ts";
import { rootOf } from "./root-of.ts";
import { expectedReturnsOf, refuse, type Universe } from "./universe.ts";

/**
 * The portfolio of greatest expected return above the risk-free rate, after costs, per unit of volatility.
 *
 * On the efficient frontier the tilt t of "variance/2 − t × return" that gives the best ratio is variance over
 * excess return. t × excess − variance is piecewise linear in t, and its root is found by a few quadratic
 * programs; the last one's certificate holds for the ratio too.
 *
 * @param riskFree rate per the universe's time unit (0.04: 4 % a year)
 * @throws InvalidInputError when no portfolio within the constraints expects more than the risk-free rate
 * @source W. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21(1), 1994; the piecewise linear
 * frontier: Markowitz, "Portfolio Selection", 1959, app. A
 */
export function maxSharpe(
  universe: Universe,
  riskFree: number,
  constraints: PortfolioConstraints = {},
): OptimalPortfolio {
  if (!Number.isFinite(riskFree))
    throw refuse(
      `A risk-free rate of ${riskFree} is not a number.`,
      "The ratio starts from it.",
      "Give a fraction such as 0.04.",
    );
  const problem = portfolioProblem(universe, constraints);
  // Cash earns the risk-free rate, so each asset counts by what it expects above it.
  const excess = expectedReturnsOf(universe).map((value) => value - riskFree);
  const { slopes } = problem.netReturn(excess);
  const at = (tilt: number) => {
    const solution = problem.solve({ linear: slopes.map((slope) => tilt * slope) });
    const variance = quadraticForm(universe.covariance, problem.weightsOf(solution.values));
    return { solution, variance, excess: netReturnOf(problem, excess, solution.values) };
  };
  const calm = at(0);
  if (calm.excess <= 0) {
    const best = mostReturn(problem, excess);
    const most = netReturnOf(problem, excess, best.values);
    if (most <= 1e-12)
      throw refuse(
        "No portfolio within the constraints expects more than the risk-free rate.",
        `The best expects ${((most + riskFree) * 100).toPrecision(3)} %, the risk-free rate is ${(riskFree * 100).toPrecision(3)} %.`,
        "Hold cash, lower the risk-free rate, or choose min-variance or risk-parity, which need no expected return.",
      );
  }
  const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const first = calm.excess > 0 ? calm.variance / calm.excess : calm.variance / steepest;
  const balance = (tilt: number) => {
    const { variance, excess: expected } = at(tilt);
    return tilt * expected - variance;
  };
  const tilt = rootOf(balance, first, 1e-12 * calm.variance);
  return problem.portfolio(at(tilt).solution);
}
