import { describe, expect, it } from "vitest";
import type { Dimension, ParameterValues } from "#core/model";
import {
  BRANIN_PLANE,
  branin,
  cube,
  HARD_PROBLEMS,
  hartmann6,
  rosenbrock5,
} from "../../../bench/hard-functions.ts";
import { medianOf, trialsToTarget } from "../../../bench/trials-to-target.ts";
import { createOptimizer, type OptimizerFacts } from "./create-optimizer.ts";

/** Least value over the seeds, the middle one. */
function middleOf(
  seeds: number,
  facts: Pick<OptimizerFacts, "method" | "budget"> & { dimensions: Dimension[]; batch: number },
  value: (at: ParameterValues) => number,
): number {
  const least = Array.from({ length: seeds }, (_, seed) => {
    const { dimensions, batch, ...others } = facts;
    const objectives = [{ name: "loss", direction: "minimise" as const }];
    const optimizer = createOptimizer({ ...others, space: { dimensions }, objectives, seed });
    let best = Number.POSITIVE_INFINITY;
    for (let points = optimizer.ask(batch); points.length > 0; points = optimizer.ask(batch)) {
      const trials = points.map((parameters) => ({ parameters, values: [value(parameters)] }));
      best = Math.min(best, ...trials.flatMap(({ values }) => values));
      optimizer.tell(trials);
    }
    return best;
  });
  return least.sort((a, b) => a - b)[seeds >> 1] ?? Number.NaN;
}

describe("optimizers on functions that are hard", () => {
  it.each(HARD_PROBLEMS.map((problem) => [problem.name, problem] as const))(
    "come to %s by a Gaussian process in few trials, the middle of 20 seeds",
    (_name, problem) => {
      const counts = Array.from({ length: 20 }, (_, seed) => trialsToTarget(problem, "gp", seed + 1));
      expect(medianOf(counts)).toBeLessThanOrEqual(1.25 * problem.publicMedian);
    },
  );

  it("come near the minimum of Branin and Hartmann-6 in 100 trials asked four at a time", () => {
    const facts = { method: "gp", budget: 100, batch: 4 } as const;
    expect(middleOf(5, { ...facts, dimensions: BRANIN_PLANE }, branin)).toBeLessThan(1e-3);
    expect(middleOf(5, { ...facts, dimensions: cube("abcdef", 0, 1) }, hartmann6)).toBeLessThan(0.05);
  });

  it("come below 10 on Rosenbrock-5 by CMA-ES in 600 trials, and close on the others", () => {
    const facts = { method: "cma-es", budget: 600, batch: 12 } as const;
    const valley = middleOf(20, { ...facts, dimensions: cube("abcde", -5, 10) }, rosenbrock5);
    const plane = middleOf(20, { ...facts, dimensions: BRANIN_PLANE }, branin);
    const six = middleOf(20, { ...facts, dimensions: cube("abcdef", 0, 1) }, hartmann6);
    expect(valley).toBeLessThan(10);
    expect(plane).toBeLessThan(1e-3);
    expect(six).toBeLessThan(0.15);
  });

  it("come closer by TPE than by chance on each", () => {
    const spaces = [
      [BRANIN_PLANE, branin],
      [cube("abcdef", 0, 1), hartmann6],
      [cube("abcde", -5, 10), rosenbrock5],
    ] as const;
    for (const [dimensions, value] of spaces) {
      const by = (method: "tpe" | "random") =>
        middleOf(7, { method, budget: 200, batch: 8, dimensions: [...dimensions] }, value);
      expect(by("tpe")).toBeLessThan(by("random") / 1.5);
    }
  });
});
