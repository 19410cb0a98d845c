export { type BacktestFacts, runStrategy } from "./backtest.ts";
export { compareBacktests } from "./comparison.ts";
export { expandGrid, Grid, GridAxis } from "./grid.ts";
export { kernelMetrics, kernelReturns, type Replay, replay } from "./replay.ts";
export { chartsOf } from "./report/charts.ts";
export { reportPage } from "./report/report-page.ts";
export * from "./studies/index.ts";
export { type SweepFacts, sweepGrid } from "./sweep.ts";
