import { meanDiagonal } from "#core/metrics";
import type { PortfolioConstraints } from "./constraints.ts";
import type { KktCertificate } from "./kkt-certificate.ts";
import { type PortfolioProgram, portfolioProgram } from "./portfolio-program.ts";
import type { ActiveSet, QuadraticProgram } from "./quadratic-program.ts";
import { type ProvedSolution, solveProgram } from "./solve-program.ts";
import { checkUniverse, type Universe } from "./universe.ts";

/** Weights that a certificate proves to be the best there are. */
export interface OptimalPortfolio {
  /** Fractions of equity, in the order of the universe's symbols */
  weights: Float64Array;
  certificate: KktCertificate;
  /** Constraints on which the answer rests, with the variance each unit of loosening would save */
  binding: { name: string; price: number }[];
}

/** A price this small beside the largest one, or beside the assets' variance, is rounding. */
const PRICELESS = 1e-9;

/** A portfolio problem that is solved again and again with other linear terms or one more row. */
export interface PortfolioProblem extends PortfolioProgram {
  solve(change?: Partial<Pick<QuadraticProgram, "linear" | "rows">>): ProvedSolution;
  portfolio(solution: ProvedSolution): OptimalPortfolio;
}

/** Checks universe and constraints and makes a solver that starts from where it last ended. */
export function portfolioProblem(universe: Universe, constraints: PortfolioConstraints): PortfolioProblem {
  checkUniverse(universe);
  const built = portfolioProgram(universe, constraints);
  let last: { active: ActiveSet; rows: number } | undefined;
  return {
    ...built,
    solve(change) {
      const program = { ...built.program, ...change };
      const start = last?.rows === program.rows.length ? last.active : undefined;
      const solution = solveProgram(program, start);
      last = { active: solution.active, rows: program.rows.length };
      return solution;
    },
    portfolio: (solution) => {
      const scale = Math.max(...solution.rowMultipliers.map(Math.abs), meanDiagonal(universe.covariance));
      return {
        weights: built.weightsOf(solution.values),
        certificate: solution.certificate,
        binding: built.program.rows.flatMap(({ name, kind }, row) => {
          const price = solution.rowMultipliers[row] ?? 0;
          return kind === "atMost" && price > PRICELESS * scale ? [{ name, price }] : [];
        }),
      };
    },
  };
}
