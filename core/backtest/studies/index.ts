export { createOptimizer, type Optimizer } from "../optimizers/index.ts";
export {
  MAX_TRIALS,
  openSearch,
  planSearch,
  type Search,
  type SearchPlan,
  wholePoint,
} from "./plan-search.ts";
export { StudyTally } from "./study-tally.ts";
export { historyOf, type Outcome, type StudyHistory, type TrialJob } from "./trial-job.ts";
export { openTrialPool, type TrialPool } from "./trial-pool.ts";
export { type StudyEnd, tryWinner } from "./try-winner.ts";
