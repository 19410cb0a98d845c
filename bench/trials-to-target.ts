import { createOptimizer } from "#core/backtest";
import type { HardProblem } from "./hard-functions.ts";

/**
 * Trials until the target is reached, one asked and one told at a time.
 *
 * @returns Infinity when the budget was used up first
 */
export function trialsToTarget(problem: HardProblem, method: "gp" | "tpe", seed: number): number {
  const { dimensions, value, target, budget } = problem;
  const optimizer = createOptimizer({
    space: { dimensions },
    method,
    objectives: [{ name: "loss", direction: "minimise" }],
    budget,
    seed,
  });
  for (let trial = 1; trial <= budget; trial++) {
    const [parameters] = optimizer.ask(1);
    if (!parameters) break;
    const loss = value(parameters);
    if (loss <= target) return trial;
    optimizer.tell([{ parameters, values: [loss] }]);
  }
  return Number.POSITIVE_INFINITY;
}

/** The middle of an even number of counts: the mean of the two middle ones. */
export function medianOf(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
