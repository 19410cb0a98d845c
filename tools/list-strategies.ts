import { listStrategies } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listStrategiesTool = toolFor(listStrategies, {
  describe: "kind and the parameter names are what run_backtest and sweep_parameters take.",
});
