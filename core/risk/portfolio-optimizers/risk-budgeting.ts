import { cholesky, dot, multiply, quadraticForm, type SymmetricMatrix } from "#core/metrics";
import { OperatorError } from "#core/model";
import { checkUniverse, refuse, type Universe } from "./universe.ts";

/** Weights whose shares of the portfolio's variance are the budgets. */
export interface RiskBudgetPortfolio {
  /** All ≥ 0, adding up to 1 */
  weights: Float64Array;
  /** Share of the variance each asset brings; adds up to 1 */
  riskShares: Float64Array;
  /** Largest difference between a share and its budget */
  error: number;
}

/** How near every share comes to its budget; the search ends well below. */
export const RISK_SHARE_TOLERANCE = 1e-10;
const MAX_STEPS = 200;

/** Every asset brings the same share of the risk. @throws InvalidInputError */
export function riskParity(universe: Universe): RiskBudgetPortfolio {
  return riskBudgeting(universe, new Float64Array(universe.symbols.length).fill(1));
}

/**
 * The long-only portfolio in which each asset brings its budgeted share of the risk. It is the minimum of
 * ½ xᵀΣx − Σ bᵢ ln xᵢ, scaled to 1: convex, so there is exactly one, and damped Newton steps find it.
 *
 * @param budgets one per symbol, ≥ 0, in any unit; an asset with 0 is left out
 * @throws InvalidInputError for budgets that are negative, not finite, all 0 or too few
 * @source F. Spinu, "An Algorithm for Computing Risk Parity Weights", 2013; T. Roncalli, "Introduction to Risk
 * Parity and Budgeting", 2013, §2.2
 */
export function riskBudgeting(universe: Universe, budgets: Float64Array): RiskBudgetPortfolio {
  checkUniverse(universe);
  const shares = checkedBudgets(universe, budgets);
  const { covariance } = universe;
  const members = [...shares.keys()].filter((k) => (shares[k] as number) > 0);
  const inner = barrierMinimum(
    partOf(covariance, members),
    Float64Array.from(members, (k) => shares[k] as number),
  );
  const weights = new Float64Array(shares.length);
  const total = inner.reduce((sum, value) => sum + value, 0);
  members.forEach((k, place) => {
    weights[k] = (inner[place] as number) / total;
  });
  const riskShares = riskSharesOf(covariance, weights);
  const error = riskShares.reduce(
    (most, share, k) => Math.max(most, Math.abs(share - (shares[k] as number))),
    0,
  );
  // Written so that NaN is refused too.
  if (!(error <= RISK_SHARE_TOLERANCE))
    throw new OperatorError("PORTFOLIO_NOT_PROVED", "fault", {
      what: "The risk budgets were not met.",
      why: `A share of the risk misses its budget by ${error.toExponential(1)}; at most ${RISK_SHARE_TOLERANCE} is accepted.`,
      fix: "Shrink the covariance (ledoit-wolf or oas), or give budgets less far apart.",
    });
  return { weights, riskShares, error };
}

/** Share of the portfolio's variance that each asset brings: wᵢ(Σw)ᵢ over wᵀΣw. Adds up to 1. */
export function riskSharesOf(covariance: SymmetricMatrix, weights: Float64Array): Float64Array {
  const slopes = multiply(covariance, weights);
  const variance = dot(slopes, weights);
  return weights.map((weight, k) => (variance > 0 ? (weight * (slopes[k] as number)) / variance : 0));
}

function checkedBudgets({ symbols }: Universe, budgets: Float64Array): Float64Array {
  if (budgets.length !== symbols.length)
    throw refuse(
      `There are ${budgets.length} risk budgets for ${symbols.length} assets.`,
      "Every asset needs one.",
      "Give a budget per symbol.",
    );
  const bad = budgets.findIndex((budget) => !(budget >= 0 && budget < Number.POSITIVE_INFINITY));
  if (bad >= 0)
    throw refuse(
      `The risk budget of ${symbols[bad]} is ${budgets[bad]}.`,
      "A share of the risk is a number from 0 up.",
      "Give it a positive budget, or 0 to leave it out.",
    );
  const total = budgets.reduce((sum, budget) => sum + budget, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY))
    throw refuse(
      "All risk budgets are 0.",
      "Someone has to bring the risk.",
      "Give at least one positive budget.",
    );
  return budgets.map((budget) => budget / total);
}

function barrierMinimum(covariance: SymmetricMatrix, budgets: Float64Array): Float64Array {
  const { size, values } = covariance;
  let x = Float64Array.from(
    budgets,
    (budget, k) => Math.sqrt(budget) / Math.sqrt(values[k * size + k] as number),
  );
  // On the ray through the start, this length is the best: xᵀΣx = Σ b = 1.
  const length = Math.sqrt(quadraticForm(covariance, x));
  x = x.map((value) => value / length);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const slopes = multiply(covariance, x);
    const gradient = slopes.map((slope, k) => slope - (budgets[k] as number) / (x[k] as number));
    const worst = gradient.reduce((most, value, k) => Math.max(most, Math.abs(value * (x[k] as number))), 0);
    if (worst < 1e-15) break;
    const hessian = Float64Array.from(values);
    for (let k = 0; k < size; k += 1)
      hessian[k * size + k] =
        (hessian[k * size + k] as number) + (budgets[k] as number) / (x[k] as number) ** 2;
    const factor = cholesky({ size, values: hessian });
    if (factor.singularAt !== null) break;
    const way = factor.solve(gradient);
    const smallest = budgets.reduce((least, budget) => Math.min(least, budget), 1);
    const decrement = Math.sqrt(Math.max(0, dot(gradient, way) / smallest));
    const share = decrement > 0.25 ? 1 / (1 + decrement) : 1;
    x = x.map((value, k) => value - share * (way[k] as number));
  }
  return x;
}

function partOf({ size, values }: SymmetricMatrix, members: readonly number[]): SymmetricMatrix {
  return {
    size: members.length,
    values: Float64Array.from(members.flatMap((i) => members.map((j) => values[i * size + j] as number))),
  };
}
