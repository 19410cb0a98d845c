import { OperatorError } from "#core/model";
import { solveByInteriorPoint } from "./interior-point.ts";
import { type LinearRow, ownVariables, type QuadraticProgram } from "./quadratic-program.ts";

/** A breach of this weight or less is rounding, not a contradiction. */
const FEASIBLE = 1e-7;
/** The conflict names at most so many assets. */
const NAMED_ASSETS = 5;

/** No portfolio meets every constraint. Says which of them contradict one another, and by how much. */
export class InfeasiblePortfolioError extends OperatorError {
  constructor(
    readonly conflicting: readonly string[],
    /** The least total breach, in weight */
    readonly shortfall: number,
  ) {
    super("INFEASIBLE_PORTFOLIO", "input", {
      what: `No portfolio meets all of these at once: ${conflicting.join("; ")}.`,
      why: `Whatever the weights, together they are missed by at least ${(shortfall * 100).toPrecision(3)} % of equity.`,
      fix: "Loosen or drop one of those named.",
    });
  }
}

/**
 * Finds why a program has no solution: it lets every row be missed at a price, minimises the total missed, and
 * drops rows as long as the rest still contradict each other.
 *
 * @returns null when all constraints can be met
 * @source J. Chinneck, "Feasibility and Infeasibility in Optimization", 2008, ch. 6 (deletion filter)
 */
export function findConflict(program: QuadraticProgram): InfeasiblePortfolioError | null {
  const crossed = [...program.lower.keys()].filter(
    (k) => (program.lower[k] as number) > (program.upper[k] as number),
  );
  if (crossed.length > 0)
    return new InfeasiblePortfolioError(
      crossed.map(
        (k) => `the smallest and the largest weight of ${program.names[program.owners[k] as number]}`,
      ),
      Math.max(...crossed.map((k) => (program.lower[k] as number) - (program.upper[k] as number))),
    );
  const all = leastBreach(program, program.rows);
  if (all.breach <= FEASIBLE) return null;
  let rows = program.rows;
  for (const row of program.rows) {
    const fewer = rows.filter((other) => other !== row);
    if (fewer.length > 0 && leastBreach(program, fewer).breach > FEASIBLE) rows = fewer;
  }
  const least = leastBreach(program, rows);
  const assets = [...new Set(least.pressed.map((k) => program.names[program.owners[k] as number] as string))];
  const bounds =
    assets.length === 0 ? [] : [`the bounds of ${assets.slice(0, NAMED_ASSETS).join(", ")}${more(assets)}`];
  return new InfeasiblePortfolioError([...rows.map(({ name }) => name), ...bounds], least.breach);
}

const more = (assets: readonly string[]) =>
  assets.length > NAMED_ASSETS ? ` and ${assets.length - NAMED_ASSETS} more` : "";

/** The smallest total by which these rows must be missed, and the variables whose bounds press against it. */
function leastBreach(
  program: QuadraticProgram,
  rows: readonly LinearRow[],
): { breach: number; pressed: number[] } {
  const movable = [...program.lower.keys()].filter((k) => program.lower[k] !== program.upper[k]);
  const signs = rows.flatMap(({ kind }, row) =>
    kind === "equal"
      ? [
          { row, sign: 1 },
          { row, sign: -1 },
        ]
      : [{ row, sign: -1 }],
  );
  const size = movable.length + signs.length;
  const elastic: QuadraticProgram = {
    quadratic: { size, values: new Float64Array(size * size) },
    owners: ownVariables(size),
    linear: Float64Array.from({ length: size }, (_, k) => (k < movable.length ? 0 : -1)),
    lower: Float64Array.from({ length: size }, (_, k) =>
      k < movable.length ? (program.lower[movable[k] as number] as number) : 0,
    ),
    upper: Float64Array.from({ length: size }, (_, k) =>
      k < movable.length ? (program.upper[movable[k] as number] as number) : 1e3,
    ),
    rows: rows.map((row, index) => ({
      ...row,
      coefficients: Float64Array.from([
        ...movable.map((k) => row.coefficients[k] as number),
        ...signs.map(({ row: of, sign }) => (of === index ? sign : 0)),
      ]),
      limit: row.limit - fixedPart(program, row),
    })),
    names: [],
  };
  const solution = solveByInteriorPoint(elastic);
  // Without an answer nothing may be called contradictory; the caller then says that it does not know.
  if (!solution) return { breach: 0, pressed: [] };
  const breach = signs.reduce(
    (sum, _, index) => sum + (solution.values[movable.length + index] as number),
    0,
  );
  const pressed = movable.filter((_, k) => Math.abs(solution.boundMultipliers[k] as number) > 1e-4);
  return { breach, pressed };
}

const fixedPart = (program: QuadraticProgram, row: LinearRow) =>
  row.coefficients.reduce(
    (sum, value, k) =>
      sum + (program.lower[k] === program.upper[k] ? value * (program.lower[k] as number) : 0),
    0,
  );
