import type { SearchMethod } from "#core/model";
import type { Lattice } from "./lattice.ts";

export type NamedMethod = Exclude<SearchMethod, "auto">;

/** A method and, in words, why it was taken. */
export interface MethodChoice {
  method: NamedMethod;
  reason: string;
}

/** Below this budget no model has learned enough to beat chance. */
const MIN_MODEL_BUDGET = 10;
/** A Gaussian process costs the cube of its trials, and loses its sight in many dimensions. */
const [MAX_GP_BUDGET, MAX_GP_DIMENSIONS] = [200, 12];
/** From so many levels on, a dimension of whole numbers is as good as continuous to a model. */
const MANY_LEVELS = 1_000;

/** The method that suits a space, a budget and the number of objectives. */
export function chooseMethod(lattice: Lattice, budget: number, objectives: number): MethodChoice {
  const points = lattice.listed()?.length;
  const tries = `${budget.toLocaleString("en-US")} trials`;
  if (points !== undefined && points <= budget)
    return {
      method: "grid",
      reason: `all ${points.toLocaleString("en-US")} points fit into ${tries}, and trying all leaves nothing to chance`,
    };
  if (objectives > 1)
    return {
      method: "nsga2",
      reason: `${objectives} objectives pull in different directions, and NSGA-II keeps a front of compromises`,
    };
  if (budget < MIN_MODEL_BUDGET)
    return { method: "random", reason: `${tries} are too few for a model to learn from` };
  const stepped = lattice.axes.filter(
    ({ type, count }) => type !== "real" && count < MANY_LEVELS && count > 1,
  );
  if (stepped.length > 0)
    return {
      method: "tpe",
      reason: `${stepped.map(({ name }) => name).join(", ")} move${stepped.length === 1 ? "s" : ""} in steps, where results jump, and TPE does not expect them to be smooth`,
    };
  const dimensions = lattice.axes.length;
  if (budget <= MAX_GP_BUDGET && dimensions <= MAX_GP_DIMENSIONS)
    return {
      method: "gp",
      reason: `${dimensions} continuous dimension${dimensions === 1 ? "" : "s"} and ${tries}: a Gaussian process learns most from each trial`,
    };
  return {
    method: dimensions === 1 ? "tpe" : "cma-es",
    reason: `${dimensions} continuous dimension${dimensions === 1 ? "" : "s"} and ${tries}: more than a Gaussian process can carry`,
  };
}
