import { z } from "zod";
import { dot, multiply } from "#core/metrics";
import { assetTotals, type ProgramSolution, type QuadraticProgram } from "./quadratic-program.ts";

/** The largest residual at which a solution counts as proved. */
export const KKT_TOLERANCE = 1e-8;

/**
 * Proof that a point is the optimum of a convex program: the largest breach of each of the four Karush-
 * Kuhn-Tucker conditions. All are free of units: gradients are divided by the largest gradient entry.
 */
export const KktCertificate = z.object({
  stationarity: z.number().describe("Objective's gradient less what the multipliers explain"),
  primal: z.number().describe("Breach of a constraint, in weight"),
  dual: z.number().describe("Multiplier of the wrong sign"),
  complementarity: z.number().describe("Multiplier on a constraint that is not tight"),
});
export type KktCertificate = z.infer<typeof KktCertificate>;

export const worstResidual = (certificate: KktCertificate): number => Math.max(...Object.values(certificate));

/**
 * Checks a solution against its program, knowing nothing of how it was found.
 *
 * @source Boyd & Vandenberghe, "Convex Optimization", 2004, §5.5.3
 */
export function certify(program: QuadraticProgram, solution: ProgramSolution): KktCertificate {
  const { values, rowMultipliers, boundMultipliers } = solution;
  const slopes = multiply(program.quadratic, assetTotals(program, values));
  const scale = largest([...slopes, ...program.linear]) || 1;
  const residual = Float64Array.from(
    values,
    (_, k) =>
      (slopes[program.owners[k] as number] as number) -
      (program.linear[k] as number) -
      (boundMultipliers[k] as number),
  );
  let [primal, dual, complementarity] = [0, 0, 0];
  program.rows.forEach((row, index) => {
    const multiplier = rowMultipliers[index] as number;
    row.coefficients.forEach((coefficient, k) => {
      residual[k] = (residual[k] as number) + coefficient * multiplier;
    });
    const excess = dot(row.coefficients, values) - row.limit;
    const breach = row.kind === "equal" ? Math.abs(excess) : excess;
    primal = worse(primal, breach / Math.max(1, Math.abs(row.limit)));
    if (row.kind === "equal") return;
    dual = worse(dual, -multiplier / scale);
    complementarity = worse(complementarity, Math.abs(multiplier * excess) / scale);
  });
  values.forEach((value, k) => {
    const [below, above] = [value - (program.lower[k] as number), (program.upper[k] as number) - value];
    const multiplier = boundMultipliers[k] as number;
    primal = worse(primal, Math.max(-below, -above));
    const room = multiplier > 0 ? below : above;
    // A push against a bound that does not exist is no proof at all.
    if (multiplier !== 0)
      complementarity = worse(complementarity, Math.abs(multiplier * Math.min(room, 1)) / scale);
  });
  return { stationarity: worse(0, largest([...residual]) / scale), primal, dual, complementarity };
}

const largest = (values: readonly number[]) =>
  values.reduce((most, value) => worse(most, Math.abs(value)), 0);

/** Like Math.max, and NaN is the worst of all. */
const worse = (a: number, b: number) => (Number.isNaN(b) ? Number.POSITIVE_INFINITY : Math.max(a, b));
