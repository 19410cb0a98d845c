import { cholesky, type SymmetricMatrix } from "#core/metrics";
import { InvalidInputError } from "#core/model";

/** What an optimizer knows of the assets. One time unit throughout, a year by convention. */
export interface Universe {
  symbols: readonly string[];
  /** Covariance of the assets' returns, in the order of the symbols */
  covariance: SymmetricMatrix;
  /** Expected return of each asset (0.08: 8 %) */
  expectedReturns?: Float64Array;
}

/** A share of the variance this small that an asset has of its own is none. */
const OWN_VARIANCE = 1e-10;

/**
 * Refuses what no optimizer can work with.
 *
 * @throws InvalidInputError for no or repeated assets, sizes that differ, entries that are not finite, a matrix
 * that is not symmetric, an asset that never moves, or assets that are combinations of one another
 */
export function checkUniverse({ symbols, covariance, expectedReturns }: Universe): void {
  const count = symbols.length;
  if (count === 0)
    throw refuse("There are no assets.", "A portfolio needs at least one.", "Name some symbols.");
  const repeated = symbols.find((symbol, index) => symbols.indexOf(symbol) !== index);
  if (repeated !== undefined)
    throw refuse(`${repeated} is there twice.`, "Each asset has one weight.", "Name each symbol once.");
  if (covariance.size !== count || covariance.values.length !== count * count)
    throw refuse(
      `The covariance is for ${covariance.size} assets, and ${count} are named.`,
      "Every asset needs its row and column.",
      "Estimate the covariance from the same assets in the same order.",
    );
  checkEntries(symbols, covariance);
  if (expectedReturns && expectedReturns.length !== count)
    throw refuse(
      `There are ${expectedReturns.length} expected returns for ${count} assets.`,
      "Every asset needs one.",
      "Estimate them from the same assets in the same order.",
    );
  const unknown = expectedReturns?.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (unknown >= 0)
    throw refuse(
      `The expected return of ${symbols[unknown]} is not a number.`,
      "A guess would decide the whole portfolio.",
      "Leave the asset out, or mend its prices.",
    );
}

function checkEntries(symbols: readonly string[], covariance: SymmetricMatrix): void {
  const { size, values } = covariance;
  for (let row = 0; row < size; row += 1) {
    const variance = values[row * size + row] as number;
    for (let column = 0; column < size; column += 1) {
      const value = values[row * size + column] as number;
      if (!Number.isFinite(value))
        throw refuse(
          `The covariance of ${symbols[row]} and ${symbols[column]} is not a number.`,
          "One bad entry spoils every weight.",
          "Look for missing or non-positive prices of the two, or leave one out.",
        );
      if (
        column < row &&
        Math.abs(value - (values[column * size + row] as number)) > 1e-9 * Math.abs(variance)
      )
        throw refuse(
          `The covariance of ${symbols[row]} with ${symbols[column]} is not the one of ${symbols[column]} with ${symbols[row]}.`,
          "A covariance matrix is symmetric.",
          "Estimate it again from returns.",
        );
    }
    if (!(variance > 0))
      throw refuse(
        `${symbols[row]} has a variance of ${variance}.`,
        "An asset that never moves would take the whole portfolio.",
        "Leave it out; hold cash by letting the weights add up to less than 1.",
      );
  }
  const factor = cholesky(covariance, OWN_VARIANCE);
  if (factor.singularAt !== null)
    throw refuse(
      `The covariance is singular: ${symbols[factor.singularAt]} is a combination of the assets before it.`,
      "Two assets that move as one, or fewer days than assets, leave the weights undecided.",
      "Use the ledoit-wolf or oas estimator, lengthen the window, or leave one of the twins out.",
    );
}

/** Expected returns, where the method needs them. */
export function expectedReturnsOf({ expectedReturns }: Universe): Float64Array {
  if (expectedReturns) return expectedReturns;
  throw refuse(
    "There are no expected returns.",
    "This method weighs return against risk.",
    "Give expected returns, or choose min-variance, risk-parity or hrp, which need none.",
  );
}

export const refuse = (what: string, why: string, fix: string) => new InvalidInputError({ what, why, fix });
