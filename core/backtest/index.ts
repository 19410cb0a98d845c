export { type BacktestFacts, runStrategy } from "./backtest.ts";
export { expandGrid, Grid, GridAxis } from "./grid.ts";
export { type Replay, replay, replayMetrics } from "./replay.ts";
export { type SweepFacts, sweepGrid } from "./sweep.ts";
