import type { ParameterValues, Study } from "#core/model";

/**
 * Points asked at a time. They decide what a search that learns knows when it asks again, so they depend on the
 * method alone: not on how many machines help, nor on who died.
 */
const GENERATION: Record<Study["method"], number> = {
  grid: 1024,
  random: 1024,
  gp: 4,
  tpe: 8,
  "cma-es": 12,
  nsga2: 24,
};
/** Most points one share holds. */
const MAX_SHARE = 64;

export const generationOf = (method: Study["method"]): number => GENERATION[method];

/**
 * Points cut into shares, in order. How they are cut changes no result.
 *
 * @param hands that may try them at once, at least 1
 */
export function sharesOf(points: readonly ParameterValues[], hands: number): ParameterValues[][] {
  const size = Math.min(MAX_SHARE, Math.ceil(points.length / hands));
  const shares: ParameterValues[][] = [];
  for (let first = 0; first < points.length; first += size) shares.push(points.slice(first, first + size));
  return shares;
}
