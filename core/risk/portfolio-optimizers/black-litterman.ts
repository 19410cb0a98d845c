import { cholesky, dot, multiply, type SymmetricMatrix } from "#core/metrics";
import { checkUniverse, refuse, type Universe } from "./universe.ts";

/** A view on the return of a portfolio of assets: Σ pick × return = expected, give or take. */
export interface View {
  /** Weight of each symbol in the view: one 1 for an absolute view, +1 and −1 for a relative one */
  picks: Float64Array;
  expected: number;
  /** Variance of the view's error, > 0 */
  variance: number;
}

/** Figures the model needs besides views. */
export interface BlackLittermanPrior {
  /** Weights the market holds; their implied returns are the starting point */
  marketWeights: Float64Array;
  /** Price of variance; 2.5 is usual */
  riskAversion: number;
  /** Uncertainty of the prior mean as a share of the covariance; 0.05 is usual */
  tau: number;
  /** Added to every implied return; 0 when returns are meant above cash */
  riskFree?: number;
}

/** Returns at which holding exactly these weights would be best: risk aversion × Σ w. */
export function impliedReturns(
  covariance: SymmetricMatrix,
  { marketWeights, riskAversion, riskFree = 0 }: BlackLittermanPrior,
): Float64Array {
  return multiply(covariance, marketWeights).map((slope) => riskAversion * slope + riskFree);
}

/**
 * Expected returns and covariance after views are weighed against what the market implies. Without views the
 * returns are the implied ones and the covariance is (1 + τ)Σ.
 *
 * @returns a universe for any optimizer
 * @throws InvalidInputError
 * @source G. He & R. Litterman, "The Intuition Behind Black-Litterman Model Portfolios", Goldman Sachs, 1999
 */
export function blackLitterman(
  universe: Universe,
  prior: BlackLittermanPrior,
  views: readonly View[],
): Universe & { expectedReturns: Float64Array } {
  checkUniverse(universe);
  checkPrior(universe, prior, views);
  const { covariance } = universe;
  const { size } = covariance;
  const implied = impliedReturns(covariance, prior);
  const spread = views.map(({ picks }) => multiply(covariance, picks).map((value) => value * prior.tau));
  const count = views.length;
  const system = new Float64Array(count * count);
  views.forEach((view, row) => {
    spread.forEach((column, other) => {
      system[row * count + other] = dot(view.picks, column) + (row === other ? view.variance : 0);
    });
  });
  const factor = cholesky({ size: count, values: system });
  if (factor.singularAt !== null)
    throw refuse(
      "Two views say the same with certainty.",
      "Certain views cannot be weighed.",
      "Give each view a variance above 0.",
    );
  const surprise = factor.solve(
    Float64Array.from(views, ({ picks, expected }) => expected - dot(picks, implied)),
  );
  const expectedReturns = implied.map((value, k) =>
    spread.reduce((sum, column, view) => sum + (column[k] as number) * (surprise[view] as number), value),
  );
  const values = covariance.values.map((value) => value * (1 + prior.tau));
  for (let k = 0; k < size; k += 1) {
    const learnt = factor.solve(Float64Array.from(spread, (column) => column[k] as number));
    spread.forEach((column, view) => {
      for (let j = 0; j < size; j += 1)
        values[k * size + j] =
          (values[k * size + j] as number) - (column[j] as number) * (learnt[view] as number);
    });
  }
  return { symbols: universe.symbols, covariance: { size, values }, expectedReturns };
}

function checkPrior({ symbols }: Universe, prior: BlackLittermanPrior, views: readonly View[]): void {
  const { marketWeights, riskAversion, tau, riskFree = 0 } = prior;
  if (marketWeights.length !== symbols.length || !marketWeights.every(Number.isFinite))
    throw refuse(
      "The market weights are not one number per asset.",
      "The prior starts from them.",
      "Give a finite weight for every symbol.",
    );
  if (!(riskAversion > 0 && tau > 0 && tau <= 1 && Number.isFinite(riskAversion + riskFree)))
    throw refuse(
      `Risk aversion ${riskAversion}, tau ${tau} and risk-free rate ${riskFree} do not make a prior.`,
      "Aversion must be above 0 and tau between 0 and 1.",
      "Leave them out for 2.5, 0.05 and 0.",
    );
  const bad = views.findIndex(
    ({ picks, expected, variance }) =>
      picks.length !== symbols.length ||
      !picks.every(Number.isFinite) ||
      !Number.isFinite(expected) ||
      !(variance > 0),
  );
  if (bad >= 0)
    throw refuse(
      `View ${bad + 1} is not complete.`,
      "A view needs a pick per asset, a return and a variance above 0.",
      "Mend it or leave it out.",
    );
}
