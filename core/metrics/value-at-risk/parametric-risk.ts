import { dot, multiply, type SymmetricMatrix } from "../linear-algebra/index.ts";
import { normalQuantile } from "../normal-distribution.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Risk under normal returns, with what each position brings to it. */
export interface ParametricRisk extends TailRisk {
  /** Value at risk that each position brings, signed: a hedge brings less than nothing. They add up to the whole. */
  components: Float64Array;
  /** Change of the value at risk per dollar added to each position */
  marginals: Float64Array;
}

/**
 * Value at risk of positions whose returns are jointly normal with mean zero: over one day the mean is lost in
 * the noise, and leaving a rising one out errs on the safe side.
 *
 * @param values signed market value of each position
 * @param covariance of the returns over the horizon, in the order of `values`
 * @param confidence at least 0.5, below 1
 * @source Jorion, "Value at Risk", 3rd ed., ch. 7: components by Euler's theorem
 */
export function parametricRisk(
  values: Float64Array,
  covariance: SymmetricMatrix,
  confidence: number,
): ParametricRisk {
  const pull = multiply(covariance, values);
  // A perfect hedge can leave a variance a rounding below zero.
  const deviation = Math.sqrt(Math.max(0, dot(values, pull)));
  const quantile = normalQuantile(confidence);
  const marginals = pull.map((value) => (deviation > 0 ? (quantile * value) / deviation : 0));
  const density = Math.exp(-(quantile ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return {
    valueAtRisk: quantile * deviation,
    expectedShortfall: (deviation * density) / (1 - confidence),
    components: marginals.map((marginal, k) => marginal * (values[k] as number)),
    marginals,
  };
}
