export { type BacktestFacts, runStrategy } from "./backtest.ts";
export { expandGrid, Grid, GridAxis } from "./grid.ts";
export { kernelMetrics, kernelReturns, type Replay, replay } from "./replay.ts";
export * from "./studies/index.ts";
export { type SweepFacts, sweepGrid } from "./sweep.ts";
