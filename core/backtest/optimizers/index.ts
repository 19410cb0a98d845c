export { createOptimizer, type Optimizer, type OptimizerFacts } from "./create-optimizer.ts";
export {
  crowdingDistances,
  dominates,
  hypervolume,
  type Losses,
  nonDominatedSort,
  paretoFront,
} from "./pareto.ts";
export { searchProgress } from "./search-progress.ts";
export type { Objective, SearchSpace, ToldTrial } from "./search-space.ts";
export { type HalvingPlan, promoted, type Rung, successiveHalving } from "./successive-halving.ts";
