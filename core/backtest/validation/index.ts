export { COST_MULTIPLES, costSensitivity, scaledCosts } from "./cost-sensitivity.ts";
export { type MonteCarloOptions, monteCarloOfReturns, monteCarloOfTrades } from "./monte-carlo.ts";
export { type PlateauPoint, plateau, plateauMap, type ValuedPoint } from "./plateau.ts";
export { type PortfolioTesterFacts, portfolioTester } from "./portfolio-tester.ts";
export { regimeResults } from "./regimes.ts";
export { type Luck, SearchLuck } from "./search-luck.ts";
export type { BarRange } from "./splits/bar-range.ts";
export { type CombinatorialFolds, combinatorialFolds } from "./splits/combinatorial-folds.ts";
export { type PurgedFold, type Purging, purgedFolds } from "./splits/purged-folds.ts";
export {
  type TrainAndTest,
  type WalkForwardPlan,
  walkForwardWindows,
} from "./splits/walk-forward-windows.ts";
export { kernelTester, type Tester } from "./tester.ts";
export { tryOn } from "./try-on.ts";
export { type SearchFacts, type Validation, validateSearch } from "./validate-search.ts";
export {
  type ClosedTrade,
  efficiency,
  type Tried,
  type Tuned,
  type WalkForwardFacts,
  walkForward,
} from "./walk-forward.ts";
