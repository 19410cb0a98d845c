import type { Lattice, Point } from "./lattice.ts";
import type { TrialRecord } from "./trial-record.ts";

/** What a method works with. */
export interface SearchFacts {
  lattice: Lattice;
  record: TrialRecord;
  budget: number;
  /** Text that decides all chance of the search. */
  seed: string;
}

/**
 * A search method: what to try next, given what is known. It keeps nothing that decides an answer, so a search
 * goes on after a kill from its seed and its told trials alone.
 */
export interface PointSource {
  /**
   * Feasible points nobody asked yet, each marked as asked.
   *
   * @returns `count` points; fewer only when no more can be found
   */
  next(count: number): Point[];
}

/** Marks each point as asked while it is made, until there are `count` or no more. */
export function takeEach({ record }: SearchFacts, count: number, one: () => Point | null): Point[] {
  const points: Point[] = [];
  while (points.length < count) {
    const point = one();
    if (!point) break;
    record.asked(point);
    points.push(point);
  }
  return points;
}
