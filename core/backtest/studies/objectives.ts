import type { ObjectiveName, PerformanceMetrics } from "#core/model";
import type { Objective } from "../optimizers/index.ts";

/** Figures of which less is better; of the others, more. */
const MADE_SMALL: ReadonlySet<ObjectiveName> = new Set(["maxDrawdown", "annualVolatility", "totalCosts"]);

export const objectiveOf = (name: ObjectiveName): Objective => ({
  name,
  direction: MADE_SMALL.has(name) ? "minimise" : "maximise",
});

/** Values in the order of the objectives, or which figure this replay does not have. */
export function valuesOf(
  metrics: PerformanceMetrics,
  objectives: readonly ObjectiveName[],
): { values: number[] } | { missing: ObjectiveName } {
  const values: number[] = [];
  for (const name of objectives) {
    const value = metrics[name];
    if (value === null || !Number.isFinite(value)) return { missing: name };
    values.push(value);
  }
  return { values };
}

/** Values turned so that less is better in each. */
export const lossesOf = (values: readonly number[], objectives: readonly ObjectiveName[]): number[] =>
  values.map((value, at) => (objectives[at] && MADE_SMALL.has(objectives[at]) ? value : -value));
