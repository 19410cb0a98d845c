import type { SymmetricMatrix } from "../linear-algebra/index.ts";
import { products } from "./sample-covariance.ts";

/**
 * Covariance with weights that halve every `halfLife` steps back, around the weighted means and corrected for
 * the effective number of observations: an endless half-life gives the sample covariance.
 *
 * @param halfLife in steps, > 0 (34: about the λ = 0.98 of a month's view; 11: RiskMetrics' λ = 0.94)
 * @source RiskMetrics Technical Document, 4th ed., 1996, §5.2; pandas `ewm().cov()` for the correction
 */
export function ewmaCovariance(returns: readonly Float64Array[], halfLife: number): SymmetricMatrix {
  const days = returns[0]?.length ?? 0;
  const raw = Float64Array.from({ length: days }, (_, day) => 0.5 ** ((days - 1 - day) / halfLife));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const concentration = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const scaled = returns.map((column) => {
    const centre = column.reduce((sum, value, day) => sum + value * (weights[day] as number), 0);
    return column.map((value, day) => (value - centre) * Math.sqrt(weights[day] as number));
  });
  return products(scaled, 1 / (1 - concentration));
}
