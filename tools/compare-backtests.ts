import { compareBacktests } from "#operations";
import { toolFor } from "./tool-for.ts";

export const compareBacktestsTool = toolFor(compareBacktests, {
  describe:
    "backtestIds come from run_backtest, test_strategy or list_backtests. Give the words as they are: a higher Sharpe ratio whose distance is not clear is no winner.",
});
