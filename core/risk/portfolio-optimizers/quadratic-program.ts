import type { SymmetricMatrix } from "#core/metrics";

/** One linear condition on the variables. */
export interface LinearRow {
  /** In a person's words; an answer that says why nothing fits quotes it. */
  name: string;
  coefficients: Float64Array;
  kind: "equal" | "atMost";
  limit: number;
}

/**
 * Minimise ½ yᵀQy − cᵀz, where asset i's y is the sum of the variables z it owns, under linear rows and a
 * lower and upper bound on each variable. Without `owners` variable k is asset k and y = z.
 *
 * An asset that owns several variables pays a different price on each stretch of its weight: that is how
 * turnover, costs and gross exposure, all sums of absolute values, become linear.
 */
export interface QuadraticProgram {
  /** Q, symmetric and positive semidefinite, one row per asset */
  quadratic: SymmetricMatrix;
  /** The asset each variable belongs to; every asset owns at least one */
  owners: Int32Array;
  /** c, one value per variable */
  linear: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  rows: readonly LinearRow[];
  /** One name per asset, for answers to people */
  names: readonly string[];
}

/** Which constraints hold with equality: a guess that starts a solver, or what it ended with. */
export interface ActiveSet {
  /** −1 at the lower bound, 0 between, 1 at the upper bound */
  variables: Int8Array;
  /** 1 where a row holds with equality; always 1 for "equal" rows */
  rows: Uint8Array;
}

/** A point and the multipliers that prove it optimal. */
export interface ProgramSolution {
  values: Float64Array;
  /** One per row; ≥ 0 for "atMost" rows. The objective falls by so much per unit of limit given. */
  rowMultipliers: Float64Array;
  /** One per variable: > 0 pushes off the lower bound, < 0 off the upper bound, 0 between them */
  boundMultipliers: Float64Array;
  active: ActiveSet;
}

/** y: what each asset's variables add up to. */
export function assetTotals(program: QuadraticProgram, values: Float64Array): Float64Array {
  const totals = new Float64Array(program.quadratic.size);
  values.forEach((value, index) => {
    const owner = program.owners[index] as number;
    totals[owner] = (totals[owner] as number) + value;
  });
  return totals;
}

/** Each asset owning the variable of its own index. */
export const ownVariables = (size: number): Int32Array => Int32Array.from({ length: size }, (_, k) => k);
