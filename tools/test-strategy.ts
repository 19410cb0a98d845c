import { testStrategy } from "#operations";
import { equityChart, withoutCurve } from "./equity-chart.ts";
import { toolFor } from "./tool-for.ts";

export const testStrategyTool = toolFor(testStrategy, {
  describe:
    "definitionId comes from save_strategy or list_definitions. Figures are fractions (0.25 is 25 %). Repeat every warning. Nothing is traded.",
  trim: withoutCurve,
  artifact: (report) => [equityChart(report)],
});
