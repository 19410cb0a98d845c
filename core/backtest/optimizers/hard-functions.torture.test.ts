import { describe, expect, it } from "vitest";
import type { Dimension, ParameterValues } from "#core/model";
import { createOptimizer, type OptimizerFacts } from "./create-optimizer.ts";

/**
 * Functions on which optimizers are usually compared, less their known minimum.
 *
 * @source Surjanovic & Bingham, "Virtual Library of Simulation Experiments", sfu.ca/~ssurjano
 */
const branin = ({ x = 0, y = 0 }: ParameterValues): number =>
  (y - (5.1 * x * x) / (4 * Math.PI ** 2) + (5 * x) / Math.PI - 6) ** 2 +
  10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) +
  10 -
  0.397887;

const ROWS: [height: number, widths: number[], centre: number[]][] = [
  [1, [10, 3, 17, 3.5, 1.7, 8], [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886]],
  [1.2, [0.05, 10, 17, 0.1, 8, 14], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991]],
  [3, [3, 3.5, 1.7, 10, 17, 8], [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665]],
  [3.2, [17, 8, 0.05, 10, 0.1, 14], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]],
];
const hartmann6 = (at: ParameterValues): number => {
  const point = [..."abcdef"].map((name) => at[name] ?? 0);
  const distance = (widths: number[], centre: number[]) =>
    point.reduce((sum, x, index) => sum + (widths[index] ?? 0) * (x - (centre[index] ?? 0)) ** 2, 0);
  return 3.32237 - ROWS.reduce((sum, [height, ...row]) => sum + height * Math.exp(-distance(...row)), 0);
};

const rosenbrock5 = (at: ParameterValues): number => {
  const point = [..."abcde"].map((name) => at[name] ?? 0);
  return point.slice(1).reduce((sum, next, index) => {
    const x = point[index] ?? 0;
    return sum + 100 * (next - x * x) ** 2 + (1 - x) ** 2;
  }, 0);
};

const cube = (names: string, min: number, max: number): Dimension[] =>
  [...names].map((name) => ({ type: "real", name, min, max }));
const PLANE: Dimension[] = [...cube("x", -5, 10), ...cube("y", 0, 15)];

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
  it("come to the minimum of Branin, and near that of Hartmann-6, in 100 trials by a Gaussian process", () => {
    const facts = { method: "gp", budget: 100, batch: 4 } as const;
    const plane = middleOf(5, { ...facts, dimensions: PLANE }, branin);
    const six = middleOf(5, { ...facts, dimensions: cube("abcdef", 0, 1) }, hartmann6);
    console.log(`gp, 100 trials: Branin ${plane.toExponential(1)}, Hartmann-6 ${six.toExponential(1)}`);
    expect(plane).toBeLessThan(1e-3);
    // Its second best valley lies 0.12 above the best.
    expect(six).toBeLessThan(0.12);
  });

  it("come below 10 on Rosenbrock-5 by CMA-ES in 600 trials, and close on the others", () => {
    const facts = { method: "cma-es", budget: 600, batch: 12 } as const;
    const valley = middleOf(20, { ...facts, dimensions: cube("abcde", -5, 10) }, rosenbrock5);
    const plane = middleOf(20, { ...facts, dimensions: PLANE }, branin);
    const six = middleOf(20, { ...facts, dimensions: cube("abcdef", 0, 1) }, hartmann6);
    console.log(`cma-es, 600 trials: Rosenbrock-5 ${valley.toFixed(1)}, Branin ${plane}, Hartmann-6 ${six}`);
    expect(valley).toBeLessThan(10);
    expect(plane).toBeLessThan(1e-3);
    expect(six).toBeLessThan(0.15);
  });

  it("come closer by TPE than by chance on each", () => {
    const spaces = [
      [PLANE, branin],
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
