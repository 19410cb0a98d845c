import { listBacktests } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listBacktestsTool = toolFor(listBacktests, {
  describe: "The ids go into get_backtest and compare_backtests.",
});
