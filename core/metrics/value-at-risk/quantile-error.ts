import { normalQuantile } from "../normal-distribution.ts";

/**
 * Standard error of a value at risk read off drawn normal outcomes, as a fraction of it.
 *
 * @param confidence above 0.5, below 1
 * @param draws number of outcomes
 * @source Kendall & Stuart, "The Advanced Theory of Statistics" I, §10.10: √(c(1−c)/n) over the density there
 */
export function quantileError(confidence: number, draws: number): number {
  const quantile = normalQuantile(confidence);
  const density = Math.exp(-(quantile ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return Math.sqrt((confidence * (1 - confidence)) / draws) / density / quantile;
}
