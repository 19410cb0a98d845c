import type { PortfolioConstraints } from "./constraints.ts";
import { withFewAssets } from "./few-assets.ts";
import { hierarchicalRiskParity } from "./hierarchical-risk-parity.ts";
import { maxSharpe } from "./max-sharpe.ts";
import { maxUtility, targetReturn, targetRisk } from "./mean-variance.ts";
import { minVariance } from "./min-variance.ts";
import { nearestPortfolio } from "./nearest-portfolio.ts";
import type { OptimalPortfolio } from "./optimal-portfolio.ts";
import { riskBudgeting, riskParity } from "./risk-budgeting.ts";
import type { Universe } from "./universe.ts";

export const PORTFOLIO_METHODS = [
  "min-variance",
  "max-sharpe",
  "utility",
  "target-return",
  "target-risk",
  "risk-parity",
  "hrp",
] as const;
export type PortfolioMethod = (typeof PORTFOLIO_METHODS)[number];

/** The figure some methods need; the others leave it unread. */
export interface MethodFigures {
  /** max-sharpe, a year */
  riskFreeRate: number;
  /** utility */
  riskAversion: number;
  /** target-return, a year; target-risk, a year */
  targetReturn: number;
  targetRisk: number;
  /** risk-parity: a budget per symbol, ≥ 0, in any unit; equal ones when left out */
  riskBudgets?: Float64Array;
}

export interface ChosenPortfolio extends OptimalPortfolio {
  /** Volatility the rule for few assets may have cost; null where no rule of thumb was used */
  heuristicGap: number | null;
}

/**
 * The portfolio of a named method within the constraints. Risk parity and HRP know no constraints of their own:
 * their weights are followed as nearly as the constraints allow, by tracking error.
 *
 * @throws InvalidInputError, InfeasiblePortfolioError
 */
export function choosePortfolio(
  universe: Universe,
  method: PortfolioMethod,
  figures: MethodFigures,
  { maxAssets, ...constraints }: PortfolioConstraints,
): ChosenPortfolio {
  const optimize = optimizerOf(universe, method, figures, constraints);
  if (maxAssets === undefined || maxAssets >= universe.symbols.length)
    return { ...optimize(constraints), heuristicGap: null };
  const { heuristic, ...portfolio } = withFewAssets(universe, constraints, maxAssets, optimize);
  return { ...portfolio, heuristicGap: heuristic.gap };
}

function optimizerOf(
  universe: Universe,
  method: PortfolioMethod,
  figures: MethodFigures,
  { net = 1 }: PortfolioConstraints,
): (constraints: PortfolioConstraints) => OptimalPortfolio {
  const follow = (wished: Float64Array) => {
    const invested = typeof net === "number" ? net : net.max;
    const scaled = wished.map((weight) => weight * invested);
    return (constraints: PortfolioConstraints) => nearestPortfolio(universe, scaled, constraints);
  };
  switch (method) {
    case "min-variance":
      return (constraints) => minVariance(universe, constraints);
    case "max-sharpe":
      return (constraints) => maxSharpe(universe, figures.riskFreeRate, constraints);
    case "utility":
      return (constraints) => maxUtility(universe, figures.riskAversion, constraints);
    case "target-return":
      return (constraints) => targetReturn(universe, figures.targetReturn, constraints);
    case "target-risk":
      return (constraints) => targetRisk(universe, figures.targetRisk, constraints);
    case "risk-parity":
      return follow(
        (figures.riskBudgets ? riskBudgeting(universe, figures.riskBudgets) : riskParity(universe)).weights,
      );
    case "hrp":
      return follow(hierarchicalRiskParity(universe));
  }
}
