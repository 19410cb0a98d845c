import type { Dimension, ParameterValues } from "#core/model";

/*
 * Functions on which optimizers are usually compared, less their known minimum.
 * Source: Surjanovic & Bingham, "Virtual Library of Simulation Experiments", sfu.ca/~ssurjano.
 */

export const branin = ({ x = 0, y = 0 }: ParameterValues): number =>
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

export const hartmann6 = (at: ParameterValues): number => {
  const point = [..."abcdef"].map((name) => at[name] ?? 0);
  const distance = (widths: number[], centre: number[]) =>
    point.reduce((sum, x, index) => sum + (widths[index] ?? 0) * (x - (centre[index] ?? 0)) ** 2, 0);
  return 3.32237 - ROWS.reduce((sum, [height, ...row]) => sum + height * Math.exp(-distance(...row)), 0);
};

export const rosenbrock5 = (at: ParameterValues): number => {
  const point = [..."abcde"].map((name) => at[name] ?? 0);
  return point.slice(1).reduce((sum, next, index) => {
    const x = point[index] ?? 0;
    return sum + 100 * (next - x * x) ** 2 + (1 - x) ** 2;
  }, 0);
};

export const cube = (names: string, min: number, max: number): Dimension[] =>
  [...names].map((name) => ({ type: "real", name, min, max }));
export const BRANIN_PLANE: Dimension[] = [...cube("x", -5, 10), ...cube("y", 0, 15)];

/** A problem of the comparison: how near the minimum is near enough, and how few trials the best public program took. */
export interface HardProblem {
  name: string;
  dimensions: Dimension[];
  value: (at: ParameterValues) => number;
  /** Above the minimum, in the function's own unit. */
  target: number;
  /** Median trials of the best public optimizer measured for us (Gaussian process of optuna 4.5). */
  publicMedian: number;
  budget: number;
}

/** "1 %" and "5 %" are shares of the size of the minimum. */
export const HARD_PROBLEMS: readonly HardProblem[] = [
  {
    name: "Branin within 1 %",
    dimensions: BRANIN_PLANE,
    value: branin,
    target: 0.00397887,
    publicMedian: 31,
    budget: 80,
  },
  {
    name: "Hartmann-6 within 5 %",
    dimensions: cube("abcdef", 0, 1),
    value: hartmann6,
    target: 0.1661185,
    publicMedian: 29,
    budget: 100,
  },
  {
    name: "Rosenbrock-5 on ±2.048, 10 or below",
    dimensions: cube("abcde", -2.048, 2.048),
    value: rosenbrock5,
    target: 10,
    publicMedian: 49,
    budget: 120,
  },
];
