import { cholesky, dot, multiply } from "#core/metrics";
import type { QuadraticProgram } from "./quadratic-program.ts";

/** A step of the variables and of the row multipliers. */
export interface NewtonStep {
  variables: Float64Array;
  rows: Float64Array;
}

/**
 * The linear system of one interior-point step: (SᵀQS + D) dz + Bᵀ dy = right, B dz − W dy = rowRight, where S
 * adds variables to assets, D ≥ 0 and W ≥ 0 are diagonal and B holds the rows. Whatever the number of
 * variables, the matrix factored has the size of Q. Null when it cannot be factored.
 */
export function newtonSystem(
  program: QuadraticProgram,
  barrier: Float64Array,
  rowSlack: Float64Array,
): ((right: Float64Array, rowRight: Float64Array) => NewtonStep) | null {
  const solveHessian = hessianSolver(program, barrier);
  if (!solveHessian) return null;
  const answers = program.rows.map(({ coefficients }) => solveHessian(coefficients));
  const count = program.rows.length;
  const system = new Float64Array(count * count);
  program.rows.forEach(({ coefficients }, row) => {
    for (let column = 0; column < count; column += 1)
      system[row * count + column] = dot(coefficients, answers[column] as Float64Array);
    const place = row * count + row;
    const diagonal = (system[place] as number) + (rowSlack[row] as number);
    // A hair more than the diagonal keeps rows that repeat one another solvable; refinement takes it out again.
    system[place] = diagonal * (1 + 1e-13) + 1e-300;
  });
  const rowFactor = cholesky({ size: count, values: system }, 1e-16);
  if (rowFactor.singularAt !== null) return null;
  return (right, rowRight) => {
    const free = solveHessian(right);
    const rows = rowFactor.solve(
      Float64Array.from(
        rowRight,
        (value, row) => dot((program.rows[row] as { coefficients: Float64Array }).coefficients, free) - value,
      ),
    );
    const variables = Float64Array.from(free, (value, k) => {
      let moved = value;
      answers.forEach((answer, row) => {
        moved -= (answer[k] as number) * (rows[row] as number);
      });
      return moved;
    });
    return { variables, rows };
  };
}

/** Solves (SᵀQS + D) z = right through (E + Q) y = E S D⁻¹ right, E = (S D⁻¹ Sᵀ)⁻¹, and back to z. */
function hessianSolver(
  { quadratic, owners }: QuadraticProgram,
  barrier: Float64Array,
): ((right: Float64Array) => Float64Array) | null {
  const { size } = quadratic;
  const ease = new Float64Array(size);
  const easiest = new Int32Array(size).fill(-1);
  barrier.forEach((weight, k) => {
    const owner = owners[k] as number;
    ease[owner] = (ease[owner] as number) + 1 / weight;
    const best = easiest[owner] as number;
    if (best < 0 || weight < (barrier[best] as number)) easiest[owner] = k;
  });
  const values = Float64Array.from(quadratic.values);
  for (let asset = 0; asset < size; asset += 1) {
    const place = asset * size + asset;
    values[place] = (values[place] as number) + 1 / (ease[asset] as number);
  }
  const factor = cholesky({ size, values }, 1e-16);
  if (factor.singularAt !== null) return null;
  return (right) => {
    const wanted = new Float64Array(size);
    right.forEach((value, k) => {
      const owner = owners[k] as number;
      const alone = easiest[owner] === k && ease[owner] === 1 / (barrier[k] as number);
      const share = alone ? 1 : 1 / (barrier[k] as number) / (ease[owner] as number);
      wanted[owner] = (wanted[owner] as number) + share * value;
    });
    const totals = factor.solve(wanted);
    const slopes = multiply(quadratic, totals);
    const solved = new Float64Array(right.length);
    const rest = Float64Array.from(totals);
    right.forEach((value, k) => {
      const owner = owners[k] as number;
      if (easiest[owner] === k) return;
      const part = (value - (slopes[owner] as number)) / (barrier[k] as number);
      solved[k] = part;
      rest[owner] = (rest[owner] as number) - part;
    });
    // The freest variable of an asset takes what the others leave: dividing by its tiny weight would lose digits.
    easiest.forEach((k, asset) => {
      solved[k] = rest[asset] as number;
    });
    return solved;
  };
}
