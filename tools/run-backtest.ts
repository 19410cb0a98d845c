import { runBacktest } from "#operations";
import { equityChart, withoutCurve } from "./equity-chart.ts";
import { toolFor } from "./tool-for.ts";

export const runBacktestTool = toolFor(runBacktest, {
  describe:
    "strategy and parameter names come from list_strategies. Nothing is traded. People see the equity curve; you see the figures, as fractions (0.25 is 25 %). Repeat every warning. The id goes into get_backtest and into causedBy of propose_order.",
  trim: withoutCurve,
  artifact: (report) => [equityChart(report)],
});
