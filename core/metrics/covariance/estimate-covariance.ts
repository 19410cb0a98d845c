import { InvalidInputError } from "#core/model";
import type { SymmetricMatrix } from "../linear-algebra/index.ts";
import type { AssetReturns } from "./asset-returns.ts";
import { denoisedCovariance } from "./denoised-covariance.ts";
import { ewmaCovariance } from "./ewma-covariance.ts";
import { ledoitWolf } from "./ledoit-wolf.ts";
import { oas } from "./oas.ts";
import { sampleCovariance } from "./sample-covariance.ts";

export const COVARIANCE_METHODS = ["sample", "ewma", "ledoit-wolf", "oas", "denoised"] as const;
export type CovarianceMethod = (typeof COVARIANCE_METHODS)[number];

export interface CovarianceEstimate {
  /** Per step of the returns */
  covariance: SymmetricMatrix;
  /** What a reader should know of how it was made */
  note: string;
}

/** About a quarter of trading days. */
export const DEFAULT_HALF_LIFE = 63;

/**
 * Covariance of returns by a named method.
 *
 * @param halfLife steps after which a return counts half, for "ewma" only
 * @throws InvalidInputError when the method needs more days than there are
 */
export function estimateCovariance(
  { returns, days }: AssetReturns,
  method: CovarianceMethod,
  halfLife = DEFAULT_HALF_LIFE,
): CovarianceEstimate {
  const size = returns.length;
  if ((method === "sample" || method === "ewma") && days <= size)
    throw new InvalidInputError({
      what: `${days} days of returns are too few for the ${method} covariance of ${size} assets.`,
      why: "With no more days than assets some portfolio looks free of risk, and an optimizer would choose it.",
      fix: "Use ledoit-wolf or oas, which shrink that illusion away, lengthen the window, or take fewer assets.",
    });
  if (!(halfLife > 0))
    throw new InvalidInputError({
      what: `A half-life of ${halfLife} days is not above 0.`,
      why: "It says after how many days a return counts half.",
      fix: `Give a positive number, such as ${DEFAULT_HALF_LIFE}.`,
    });
  switch (method) {
    case "sample":
      return { covariance: sampleCovariance(returns), note: `Sample covariance of ${days} returns.` };
    case "ewma":
      return {
        covariance: ewmaCovariance(returns, halfLife),
        note: `Weights halve every ${halfLife} days.`,
      };
    case "denoised": {
      const { covariance, kept } = denoisedCovariance(returns);
      return { covariance, note: `${kept} of ${size} eigenvalues stood out from noise.` };
    }
    default: {
      const { covariance, shrinkage } = method === "oas" ? oas(returns) : ledoitWolf(returns);
      return {
        covariance,
        note: `Shrunk by ${(shrinkage * 100).toFixed(1)} % towards the ${method} target.`,
      };
    }
  }
}

/** Per-step covariance as a yearly one: steps taken as independent. */
export function annualCovariance({ size, values }: SymmetricMatrix, stepsPerYear: number): SymmetricMatrix {
  return { size, values: values.map((value) => value * stepsPerYear) };
}
