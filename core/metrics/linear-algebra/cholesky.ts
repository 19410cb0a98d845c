import type { SymmetricMatrix } from "./matrix.ts";

/** A factored matrix, ready to solve; or the row at which it turned out not to be positive definite. */
export type Factored =
  | { singularAt: null; solve(right: Float64Array): Float64Array }
  | { singularAt: number };

/**
 * Cholesky factor L Lᵀ of a symmetric matrix; only the lower triangle is read.
 *
 * @param tolerance a pivot at most this share of its diagonal entry counts as zero
 * @source Golub & Van Loan, "Matrix Computations", 4th ed., §4.2
 */
export function cholesky({ size, values }: SymmetricMatrix, tolerance = 1e-13): Factored {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 2) {
    for (let column = 0; column < row; column += 2)
      if (row + 1 < size) fillBlock(values, lower, size, row, column);
      else fillLastRow(values, lower, size, row, column);
    for (let last = row; last < Math.min(row + 2, size); last += 1) {
      if (last > row) fillEntry(values, lower, size, last, row);
      const diagonal = values[last * size + last] as number;
      const pivot = rest(values, lower, size, last, last);
      // Written so that NaN counts as singular too.
      if (!(pivot > tolerance * diagonal && pivot > 0)) return { singularAt: last };
      lower[last * size + last] = Math.sqrt(pivot);
    }
  }
  return { singularAt: null, solve: (right) => substitute(lower, size, right) };
}

/** Two rows by two columns at once: each number read from memory is used twice, which is where the time goes. */
function fillBlock(
  values: Float64Array,
  lower: Float64Array,
  size: number,
  row: number,
  column: number,
): void {
  const [a, c] = [row * size, column * size];
  const [b, d] = [a + size, c + size];
  let ac = values[a + column] as number;
  let ad = values[a + column + 1] as number;
  let bc = values[b + column] as number;
  let bd = values[b + column + 1] as number;
  for (let k = 0; k < column; k += 1) {
    const x = lower[a + k] as number;
    const y = lower[b + k] as number;
    const u = lower[c + k] as number;
    const v = lower[d + k] as number;
    ac -= x * u;
    ad -= x * v;
    bc -= y * u;
    bd -= y * v;
  }
  const first = lower[c + column] as number;
  const second = lower[d + column + 1] as number;
  const between = lower[d + column] as number;
  lower[a + column] = ac / first;
  lower[b + column] = bc / first;
  lower[a + column + 1] = (ad - (ac / first) * between) / second;
  lower[b + column + 1] = (bd - (bc / first) * between) / second;
}

/** A last row without a partner. */
function fillLastRow(
  values: Float64Array,
  lower: Float64Array,
  size: number,
  row: number,
  column: number,
): void {
  fillEntry(values, lower, size, row, column);
  fillEntry(values, lower, size, row, column + 1);
}

function fillEntry(
  values: Float64Array,
  lower: Float64Array,
  size: number,
  row: number,
  column: number,
): void {
  lower[row * size + column] =
    rest(values, lower, size, row, column) / (lower[column * size + column] as number);
}

/** An entry less what the columns before already explain. */
function rest(values: Float64Array, lower: Float64Array, size: number, row: number, column: number): number {
  let sum = values[row * size + column] as number;
  for (let k = 0; k < column; k += 1)
    sum -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
  return sum;
}

/** Solves L Lᵀ x = right by rows of L both ways. */
function substitute(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const solved = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    const start = row * size;
    let sum = solved[row] as number;
    for (let column = 0; column < row; column += 1)
      sum -= (lower[start + column] as number) * (solved[column] as number);
    solved[row] = sum / (lower[start + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const start = row * size;
    const value = (solved[row] as number) / (lower[start + row] as number);
    solved[row] = value;
    for (let column = 0; column < row; column += 1)
      solved[column] = (solved[column] as number) - (lower[start + column] as number) * value;
  }
  return solved;
}
