import { getBacktest } from "#operations";
import { equityChart, withoutCurve } from "./equity-chart.ts";
import { toolFor } from "./tool-for.ts";

export const getBacktestTool = toolFor(getBacktest, {
  describe: "backtestId comes from run_backtest or from the causedBy of a proposal.",
  trim: withoutCurve,
  artifact: (report) => [equityChart(report)],
});
