import { apportion } from "./apportion.ts";
import { cutEvenly, type Slice, somewhereIn, type Window } from "./plan.ts";

export interface TwapRequest {
  /** Whole order in lots, ≥ 1. */
  lots: number;
  /** Parts wished for; fewer when there are fewer lots, more when the largest slice asks for it. */
  slices: number;
  /** Most lots in one slice. */
  maxLots: number;
  window: Window;
  /** How far times and sizes stray from the even plan, 0 ≤ jitter < 1. */
  jitter: number;
  /** Uniform in [0, 1); a seeded one makes the plan repeat. */
  random: () => number;
}

/**
 * The order in about equal parts over the window, so that its price comes near the time-weighted average. Times and
 * sizes are randomised within bounds, so that nobody can foresee them.
 *
 * @returns slices in order of time; their lots add up to the order's
 * @source Almgren & Chriss, "Optimal execution of portfolio transactions", J. Risk 3, 2000: without urgency, a constant
 *   rate
 */
export function twapPlan({ lots, slices, maxLots, window, jitter, random }: TwapRequest): Slice[] {
  const count = Math.min(lots, Math.max(slices, Math.ceil(lots / maxLots)));
  const edges = cutEvenly(window, count);
  const shares = Array.from({ length: count }, () => ({
    weight: 1 + jitter * (2 * random() - 1),
    max: maxLots,
  }));
  return apportion(lots, shares).map((part, index) => ({
    dueAt: somewhereIn(edges[index] ?? 0, edges[index + 1] ?? 0, jitter, random),
    lots: part,
  }));
}
