import { dot, multiply } from "#core/metrics";
import { type NewtonStep, newtonSystem } from "./newton-system.ts";
import { assetTotals, type ProgramSolution, type QuadraticProgram } from "./quadratic-program.ts";

const MAX_STEPS = 100;
/** Where digits end: all residuals and the mean complementarity below this is the optimum. */
const CONVERGED = 1e-13;
/** How much of the way to the wall a step may go. */
const STEP_SHARE = 0.995;

/** The iterate: variables, row multipliers and slacks, bound multipliers. */
interface Point {
  z: Float64Array;
  y: Float64Array;
  slack: Float64Array;
  below: Float64Array;
  above: Float64Array;
}

interface Residuals {
  gradient: Float64Array;
  rows: Float64Array;
  mean: number;
  worst: number;
}

/**
 * Solves any convex program of this kind by a primal-dual interior-point method with predictor and corrector;
 * slower than guessing the active set, but it arrives whenever there is a solution. Returns the best point
 * seen; whether it is good enough is for the certificate to say.
 *
 * @param program lower < upper everywhere; a row's and a bound's figures of the order of 1
 * @source S. Mehrotra, "On the implementation of a primal-dual interior point method", SIAM J. Optimization
 * 2(4), 1992; Nocedal & Wright, "Numerical Optimization", 2nd ed., §16.6
 */
export function solveByInteriorPoint(program: QuadraticProgram): ProgramSolution | null {
  let point = startingPoint(program);
  let best = point;
  let fewest = Number.POSITIVE_INFINITY;
  let stale = 0;
  for (let step = 0; step < MAX_STEPS && stale < 12; step += 1) {
    const residuals = residualsOf(program, point);
    const error = Math.max(residuals.worst, residuals.mean);
    if (!Number.isFinite(error)) break;
    if (error < fewest) {
      [best, stale] = [point, error < 0.5 * fewest ? 0 : stale + 1];
      fewest = error;
    } else stale += 1;
    if (error < CONVERGED) break;
    const next = advance(program, point, residuals);
    if (!next) break;
    point = next;
  }
  return Number.isFinite(fewest) ? asSolution(program, best) : null;
}

function startingPoint({ lower, upper, rows }: QuadraticProgram): Point {
  const z = Float64Array.from(lower, (low, k) => {
    const high = upper[k] as number;
    if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
    return Number.isFinite(low) ? low + 1 : Number.isFinite(high) ? high - 1 : 0;
  });
  const oneWhere = (bounds: Float64Array) => bounds.map((bound) => (Number.isFinite(bound) ? 1 : 0));
  return {
    z,
    y: Float64Array.from(rows, ({ kind }) => (kind === "equal" ? 0 : 1)),
    slack: Float64Array.from(rows, ({ kind, coefficients, limit }) =>
      kind === "equal" ? 0 : Math.max(1, limit - dot(coefficients, z)),
    ),
    below: oneWhere(lower),
    above: oneWhere(upper),
  };
}

function residualsOf(program: QuadraticProgram, point: Point): Residuals {
  const { z, y, slack, below, above } = point;
  const slopes = multiply(program.quadratic, assetTotals(program, z));
  const gradient = Float64Array.from(
    z,
    (_, k) =>
      (slopes[program.owners[k] as number] as number) -
      (program.linear[k] as number) -
      (below[k] as number) +
      (above[k] as number),
  );
  const rows = Float64Array.from(program.rows, ({ coefficients, limit }, row) => {
    coefficients.forEach((coefficient, k) => {
      gradient[k] = (gradient[k] as number) + coefficient * (y[row] as number);
    });
    return dot(coefficients, z) + (slack[row] as number) - limit;
  });
  let [products, pairs, worst] = [0, 0, 0];
  program.rows.forEach(({ kind }, row) => {
    if (kind === "equal") return;
    products += (y[row] as number) * (slack[row] as number);
    pairs += 1;
  });
  z.forEach((value, k) => {
    if (below[k]) products += (below[k] as number) * (value - (program.lower[k] as number));
    if (above[k]) products += (above[k] as number) * ((program.upper[k] as number) - value);
    pairs += (below[k] ? 1 : 0) + (above[k] ? 1 : 0);
  });
  for (const value of gradient) worst = Math.max(worst, Math.abs(value));
  for (const value of rows) worst = Math.max(worst, Math.abs(value));
  return { gradient, rows, mean: pairs === 0 ? 0 : products / pairs, worst };
}

/** One predictor and one corrector step. */
function advance(program: QuadraticProgram, point: Point, residuals: Residuals): Point | null {
  const { z, y, slack, below, above } = point;
  const barrier = Float64Array.from(
    z,
    (value, k) =>
      (below[k] ? (below[k] as number) / (value - (program.lower[k] as number)) : 0) +
      (above[k] ? (above[k] as number) / ((program.upper[k] as number) - value) : 0),
  );
  const rowSlack = Float64Array.from(program.rows, ({ kind }, row) =>
    kind === "equal" ? 0 : (slack[row] as number) / (y[row] as number),
  );
  const solve = newtonSystem(program, barrier, rowSlack);
  if (!solve) return null;
  const predictor = direction(program, point, residuals, solve, 0, null);
  const reach = longestStep(program, point, predictor);
  const predicted = moved(point, predictor, reach);
  const ahead = residualsOf(program, predicted).mean;
  const centering = residuals.mean === 0 ? 0 : (ahead / residuals.mean) ** 3;
  const corrector = direction(program, point, residuals, solve, centering * residuals.mean, predictor);
  return moved(point, corrector, Math.min(1, STEP_SHARE * longestStep(program, point, corrector)));
}

/** Newton's direction towards the point where every product of multiplier and room is `target`. */
function direction(
  program: QuadraticProgram,
  point: Point,
  residuals: Residuals,
  solve: (right: Float64Array, rowRight: Float64Array) => NewtonStep,
  target: number,
  predictor: Point | null,
): Point {
  const { z, y, slack, below, above } = point;
  const roomBelow = (k: number) => (z[k] as number) - (program.lower[k] as number);
  const roomAbove = (k: number) => (program.upper[k] as number) - (z[k] as number);
  const turn = (k: number, side: "below" | "above") =>
    predictor ? (predictor.z[k] as number) * (predictor[side][k] as number) : 0;
  const pushBelow = z.map((_, k) =>
    below[k] ? (target - turn(k, "below")) / roomBelow(k) - (below[k] as number) : 0,
  );
  const pushAbove = z.map((_, k) =>
    above[k] ? (target + turn(k, "above")) / roomAbove(k) - (above[k] as number) : 0,
  );
  const rowPush = y.map((multiplier, row) => {
    if (program.rows[row]?.kind === "equal") return 0;
    const curve = predictor ? (predictor.y[row] as number) * (predictor.slack[row] as number) : 0;
    return (target - curve) / multiplier - (slack[row] as number);
  });
  const step = solve(
    residuals.gradient.map((value, k) => -value + (pushBelow[k] as number) - (pushAbove[k] as number)),
    residuals.rows.map((value, row) => -value - (rowPush[row] as number)),
  );
  const dz = step.variables;
  return {
    z: dz,
    y: step.rows,
    slack: rowPush.map((push, row) =>
      program.rows[row]?.kind === "equal"
        ? 0
        : push - ((slack[row] as number) / (y[row] as number)) * (step.rows[row] as number),
    ),
    below: pushBelow.map((push, k) =>
      below[k] ? push - ((below[k] as number) / roomBelow(k)) * (dz[k] as number) : 0,
    ),
    above: pushAbove.map((push, k) =>
      above[k] ? push + ((above[k] as number) / roomAbove(k)) * (dz[k] as number) : 0,
    ),
  };
}

/** The longest share of a direction, at most 1, that keeps every room and multiplier ≥ 0. */
function longestStep(program: QuadraticProgram, point: Point, way: Point): number {
  let longest = 1;
  const keep = (value: number, change: number) => {
    if (change < 0) longest = Math.min(longest, -value / change);
  };
  point.z.forEach((value, k) => {
    const change = way.z[k] as number;
    if (point.below[k]) {
      keep(value - (program.lower[k] as number), change);
      keep(point.below[k] as number, way.below[k] as number);
    }
    if (point.above[k]) {
      keep((program.upper[k] as number) - value, -change);
      keep(point.above[k] as number, way.above[k] as number);
    }
  });
  program.rows.forEach(({ kind }, row) => {
    if (kind === "equal") return;
    keep(point.y[row] as number, way.y[row] as number);
    keep(point.slack[row] as number, way.slack[row] as number);
  });
  return longest;
}

function moved(point: Point, way: Point, share: number): Point {
  const along = (from: Float64Array, change: Float64Array) =>
    from.map((value, index) => value + share * (change[index] as number));
  return {
    z: along(point.z, way.z),
    y: along(point.y, way.y),
    slack: along(point.slack, way.slack),
    below: along(point.below, way.below),
    above: along(point.above, way.above),
  };
}

/** The active set is read off the products: where the multiplier outweighs the room, the constraint is tight. */
function asSolution(program: QuadraticProgram, { z, y, slack, below, above }: Point): ProgramSolution {
  const variables = Int8Array.from(z, (value, k) => {
    if (below[k] && (below[k] as number) > value - (program.lower[k] as number)) return -1;
    return above[k] && (above[k] as number) > (program.upper[k] as number) - value ? 1 : 0;
  });
  const rows = Uint8Array.from(program.rows, ({ kind }, row) =>
    kind === "equal" || (y[row] as number) > (slack[row] as number) ? 1 : 0,
  );
  return {
    values: z,
    rowMultipliers: y,
    boundMultipliers: z.map((_, k) => (below[k] as number) - (above[k] as number)),
    active: { variables, rows },
  };
}
