import { multiply } from "#core/metrics";
import { assetTotals, type ProgramSolution, type QuadraticProgram } from "./quadratic-program.ts";

/** A program without the variables that have no choice, and the way back from its solution. */
export interface Reduced {
  program: QuadraticProgram;
  restore(solution: ProgramSolution): ProgramSolution;
}

/** Takes out every variable whose bounds meet; an interior-point method needs room on both sides. */
export function withoutFixed(program: QuadraticProgram): Reduced {
  const { quadratic, owners, linear, lower, upper } = program;
  const kept = [...lower.keys()].filter((k) => lower[k] !== upper[k]);
  if (kept.length === lower.length) return { program, restore: (solution) => solution };
  const fixed = lower.map((low, k) => (low === upper[k] ? low : 0));
  const slopes = multiply(quadratic, assetTotals(program, fixed));
  const assets = [...new Set(kept.map((k) => owners[k] as number))].sort((a, b) => a - b);
  const place = new Map(assets.map((asset, index) => [asset, index]));
  const pick = (values: Float64Array) => Float64Array.from(kept, (k) => values[k] as number);
  const smaller: QuadraticProgram = {
    quadratic: {
      size: assets.length,
      values: Float64Array.from(
        assets.flatMap((row) =>
          assets.map((column) => quadratic.values[row * quadratic.size + column] as number),
        ),
      ),
    },
    owners: Int32Array.from(kept, (k) => place.get(owners[k] as number) as number),
    linear: Float64Array.from(kept, (k) => (linear[k] as number) - (slopes[owners[k] as number] as number)),
    lower: pick(lower),
    upper: pick(upper),
    rows: program.rows.map((row) => ({
      ...row,
      coefficients: pick(row.coefficients),
      limit: row.limit - row.coefficients.reduce((sum, value, k) => sum + value * (fixed[k] as number), 0),
    })),
    names: assets.map((asset) => program.names[asset] as string),
  };
  return { program: smaller, restore: (solution) => widen(program, kept, fixed, solution) };
}

function widen(
  program: QuadraticProgram,
  kept: readonly number[],
  fixed: Float64Array,
  { values, rowMultipliers, boundMultipliers, active }: ProgramSolution,
): ProgramSolution {
  const wide = Float64Array.from(fixed);
  const sides = new Int8Array(fixed.length).fill(-1);
  kept.forEach((k, index) => {
    wide[k] = values[index] as number;
    sides[k] = active.variables[index] as number;
  });
  const slopes = multiply(program.quadratic, assetTotals(program, wide));
  const pushes = wide.map((_, k) => {
    let push = (slopes[program.owners[k] as number] as number) - (program.linear[k] as number);
    program.rows.forEach((row, index) => {
      push += (row.coefficients[k] as number) * (rowMultipliers[index] as number);
    });
    return push;
  });
  kept.forEach((k, index) => {
    pushes[k] = boundMultipliers[index] as number;
  });
  return {
    values: wide,
    rowMultipliers,
    boundMultipliers: pushes,
    active: { variables: sides, rows: active.rows },
  };
}
