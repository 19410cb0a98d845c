import { cholesky, dot, multiply, type SymmetricMatrix } from "#core/metrics";
import {
  type ActiveSet,
  assetTotals,
  type ProgramSolution,
  type QuadraticProgram,
} from "./quadratic-program.ts";

/** A dozen rounds are many; a search that needs more than this is going round in circles. */
const MAX_ROUNDS = 120;
/** Rounds that may pass without fewer constraints being wrong; after them one guess is changed at a time. */
const PATIENCE = 4;
/** What a bound or a sign may be missed by; far below the certificate's tolerance. */
const SLACK = 1e-11;

/**
 * Solves a program by guessing which constraints are tight, solving the linear system that follows, and
 * changing every wrong guess at once. Exact to rounding and very fast when it ends, which is not promised
 * for every program: then the answer is null and the interior-point method has to do it.
 *
 * @param program Q positive definite on the free variables
 * @param start the first guess; everything free when left out
 * @source Júdice & Pires, "A block principal pivoting algorithm for large-scale strictly monotone linear
 * complementarity problems", Computers & Operations Research 21(5), 1994; Kunisch & Rendl, "An infeasible
 * active set method for quadratic problems with simple bounds", SIAM J. Optimization 14(1), 2003
 */
export function solveByActiveSet(program: QuadraticProgram, start?: ActiveSet): ProgramSolution | null {
  const active = start
    ? { variables: Int8Array.from(start.variables), rows: Uint8Array.from(start.rows) }
    : freeStart(program);
  const scale = gradientScale(program);
  let fewest = Number.POSITIVE_INFINITY;
  let patience = PATIENCE;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const solution = solveTight(program, active);
    if (!solution) return null;
    const wrong = wrongGuesses(program, solution, active, scale);
    if (wrong.length === 0) return solution;
    if (wrong.length < fewest) [fewest, patience] = [wrong.length, PATIENCE];
    else patience -= 1;
    for (const turn of patience > 0 ? wrong : wrong.slice(-1)) turn();
  }
  return null;
}

function freeStart(program: QuadraticProgram): ActiveSet {
  return {
    variables: Int8Array.from(program.lower, (low, k) => (low === program.upper[k] ? -1 : 0)),
    rows: Uint8Array.from(program.rows, ({ kind }) => (kind === "equal" ? 1 : 0)),
  };
}

/** Size of a typical gradient entry, so that signs are judged without units. */
function gradientScale({ quadratic, linear }: QuadraticProgram): number {
  let scale = 0;
  for (const value of linear) scale = Math.max(scale, Math.abs(value));
  for (let row = 0; row < quadratic.size; row += 1)
    scale = Math.max(scale, (quadratic.values[row * quadratic.size + row] as number) / quadratic.size);
  return scale;
}

/** The optimum if exactly the active constraints were equations and the others were not there. */
function solveTight(program: QuadraticProgram, active: ActiveSet): ProgramSolution | null {
  const free: number[] = [];
  const values = new Float64Array(program.linear.length);
  active.variables.forEach((side, k) => {
    if (side === 0) free.push(k);
    else values[k] = (side < 0 ? program.lower[k] : program.upper[k]) as number;
  });
  const factor = cholesky(freePart(program, free));
  if (factor.singularAt !== null) return null;
  const slopes = multiply(program.quadratic, assetTotals(program, values));
  const wanted = Float64Array.from(
    free,
    (k) => (program.linear[k] as number) - (slopes[program.owners[k] as number] as number),
  );
  const unbound = factor.solve(wanted);
  const tight = program.rows.flatMap((row, index) => (active.rows[index] ? [{ row, index }] : []));
  const columns = tight.map(({ row }) => Float64Array.from(free, (k) => row.coefficients[k] as number));
  const answers = columns.map((column) => factor.solve(column));
  const missing = tight.map(
    ({ row }, index) =>
      dot(columns[index] as Float64Array, unbound) - (row.limit - dot(row.coefficients, values)),
  );
  const multipliers = solveRows(columns, answers, Float64Array.from(missing));
  if (!multipliers) return null;
  free.forEach((k, place) => {
    let value = unbound[place] as number;
    answers.forEach((answer, row) => {
      value -= (answer[place] as number) * (multipliers[row] as number);
    });
    values[k] = value;
  });
  const rowMultipliers = new Float64Array(program.rows.length);
  tight.forEach(({ index }, row) => {
    rowMultipliers[index] = multipliers[row] as number;
  });
  return {
    values,
    rowMultipliers,
    boundMultipliers: pushes(program, values, rowMultipliers, active),
    active,
  };
}

/** Q between the free variables. */
function freePart({ quadratic, owners }: QuadraticProgram, free: readonly number[]): SymmetricMatrix {
  const size = free.length;
  const part = new Float64Array(size * size);
  const columns = Int32Array.from(free, (k) => owners[k] as number);
  for (let row = 0; row < size; row += 1) {
    const from = (columns[row] as number) * quadratic.size;
    const to = row * size;
    for (let column = 0; column <= row; column += 1)
      part[to + column] = quadratic.values[from + (columns[column] as number)] as number;
  }
  return { size, values: part };
}

/** Multipliers of the tight rows, from the small system they form; null when the rows repeat each other. */
function solveRows(
  columns: readonly Float64Array[],
  answers: readonly Float64Array[],
  missing: Float64Array,
): Float64Array | null {
  const system = columns.flatMap((column) => answers.map((answer) => dot(column, answer)));
  const factor = cholesky({ size: columns.length, values: Float64Array.from(system) });
  return factor.singularAt === null ? factor.solve(missing) : null;
}

/** What each bound must push with for the gradient to vanish. */
function pushes(
  program: QuadraticProgram,
  values: Float64Array,
  rowMultipliers: Float64Array,
  active: ActiveSet,
): Float64Array {
  const slopes = multiply(program.quadratic, assetTotals(program, values));
  return Float64Array.from(values, (_, k) => {
    if (active.variables[k] === 0) return 0;
    let push = (slopes[program.owners[k] as number] as number) - (program.linear[k] as number);
    program.rows.forEach((row, index) => {
      push += (row.coefficients[k] as number) * (rowMultipliers[index] as number);
    });
    return push;
  });
}

/** For every wrong guess, how to turn it round. */
function wrongGuesses(
  program: QuadraticProgram,
  { values, rowMultipliers, boundMultipliers }: ProgramSolution,
  active: ActiveSet,
  scale: number,
): (() => void)[] {
  const wrong: (() => void)[] = [];
  active.variables.forEach((side, k) => {
    const [value, lower, upper] = [
      values[k] as number,
      program.lower[k] as number,
      program.upper[k] as number,
    ];
    let right: number = side;
    if (side === 0) right = value < lower - SLACK ? -1 : value > upper + SLACK ? 1 : 0;
    else if ((boundMultipliers[k] as number) * side > SLACK * scale && lower < upper) right = 0;
    if (right !== side)
      wrong.push(() => {
        active.variables[k] = right;
      });
  });
  program.rows.forEach((row, index) => {
    if (row.kind === "equal") return;
    const tight = active.rows[index] === 1;
    const isWrong = tight
      ? (rowMultipliers[index] as number) < -SLACK * scale
      : dot(row.coefficients, values) > row.limit + SLACK;
    if (isWrong)
      wrong.push(() => {
        active.rows[index] = tight ? 0 : 1;
      });
  });
  return wrong;
}
