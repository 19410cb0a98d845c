import { meanDiagonal } from "#core/metrics";
import { OperatorError } from "#core/model";
import { solveByActiveSet } from "./active-set.ts";
import { findConflict } from "./conflict.ts";
import { solveByInteriorPoint } from "./interior-point.ts";
import { certify, KKT_TOLERANCE, type KktCertificate, worstResidual } from "./kkt-certificate.ts";
import type { ActiveSet, ProgramSolution, QuadraticProgram } from "./quadratic-program.ts";
import { withoutFixed } from "./reduced-program.ts";

export interface ProvedSolution extends ProgramSolution {
  certificate: KktCertificate;
}

/**
 * Solves a convex quadratic program and proves it. Tries the active-set method, which is exact; where it does
 * not end, the interior-point method, whose active set then starts the exact one again. Nothing leaves here
 * without a certificate of 1e-8 or better.
 *
 * @param start the active set of a similar program, when there is one
 * @throws InfeasiblePortfolioError when the constraints contradict each other
 * @throws OperatorError PORTFOLIO_NOT_PROVED when no method reaches the tolerance
 */
export function solveProgram(program: QuadraticProgram, start?: ActiveSet): ProvedSolution {
  const isPlain = program.owners.length === program.quadratic.size;
  const guesses = [...(start ? [start] : []), ...(isPlain ? [undefined] : [])];
  for (const guess of guesses) {
    const quick = proved(program, solveByActiveSet(program, guess));
    if (quick && isProved(quick)) return quick;
  }
  const scaled = scaledToOne(program);
  const slow = solveSlowly(scaled.program);
  if (slow && isProved(slow)) return scaled.restore(slow);
  throw findConflict(program) ?? notProved(slow);
}

const isProved = ({ certificate }: ProvedSolution) => worstResidual(certificate) <= KKT_TOLERANCE;

function solveSlowly(program: QuadraticProgram): ProvedSolution | null {
  if (program.lower.some((low, k) => low > (program.upper[k] as number))) return null;
  const reduced = withoutFixed(program);
  const inner = solveByInteriorPoint(reduced.program);
  if (!inner) return null;
  const rough = proved(program, reduced.restore(inner));
  const exact = proved(program, solveByActiveSet(program, reduced.restore(inner).active));
  if (!rough || !exact) return rough ?? exact;
  return worstResidual(exact.certificate) < worstResidual(rough.certificate) ? exact : rough;
}

const proved = (program: QuadraticProgram, solution: ProgramSolution | null): ProvedSolution | null =>
  solution && { ...solution, certificate: certify(program, solution) };

/** The same program with variances around 1, so that daily and annual figures start equally far from the walls. */
function scaledToOne(program: QuadraticProgram): {
  program: QuadraticProgram;
  restore(solution: ProvedSolution): ProvedSolution;
} {
  const largestLinear = program.linear.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = meanDiagonal(program.quadratic) || largestLinear || 1;
  const quadratic = { ...program.quadratic, values: program.quadratic.values.map((value) => value / unit) };
  return {
    program: { ...program, quadratic, linear: program.linear.map((value) => value / unit) },
    restore: (solution) => ({
      ...solution,
      rowMultipliers: solution.rowMultipliers.map((value) => value * unit),
      boundMultipliers: solution.boundMultipliers.map((value) => value * unit),
    }),
  };
}

const notProved = (solution: ProvedSolution | null) =>
  new OperatorError("PORTFOLIO_NOT_PROVED", "fault", {
    what: "The optimizer found no portfolio it can prove optimal.",
    why: solution
      ? `The best one misses an optimality condition by ${worstResidual(solution.certificate).toExponential(1)}; at most ${KKT_TOLERANCE} is accepted.`
      : "The numbers are too far apart in size to solve with.",
    fix: "Shrink the covariance (ledoit-wolf or oas), or loosen constraints that leave almost no room.",
  });
