import { z } from "zod";
import { chartsOf, compareBacktests as compare, reportPage } from "#core/backtest";
import { BacktestCharts, BacktestComparison, BacktestReport } from "#core/model";
import { defineOperation } from "../operation.ts";
import { loadBacktest, loadBacktests } from "./stored-backtests.ts";

const One = z.strictObject({ backtestId: z.string().min(1) });

export const getBacktest = defineOperation({
  name: "getBacktest",
  summary: "Reads a stored backtest with its inputs, metrics, equity curve and trades.",
  scope: "strategies:read",
  effect: "read",
  input: One,
  output: BacktestReport,
  run: ({ tx, input }) => loadBacktest(tx, input.backtestId),
});

export const getBacktestCharts = defineOperation({
  name: "getBacktestCharts",
  summary:
    "Tells what a result page draws of a stored backtest: falls below the peak, rolling figures, months, and how returns are spread.",
  scope: "strategies:read",
  effect: "read",
  input: One,
  output: BacktestCharts,
  run: async ({ tx, input }) => chartsOf(await loadBacktest(tx, input.backtestId)),
});

export const reportBacktest = defineOperation({
  name: "reportBacktest",
  summary:
    "Tells a stored backtest as one HTML page for printing or sending on, which needs no script and no network.",
  scope: "strategies:read",
  effect: "read",
  input: One,
  output: z.object({ html: z.string() }),
  run: async ({ tx, input }) => ({ html: await reportPage(await loadBacktest(tx, input.backtestId)) }),
});

export const compareBacktests = defineOperation({
  name: "compareBacktests",
  summary:
    "Puts stored backtests side by side on the bars all of them have, and says which cannot be told apart from the best by more than chance.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    backtestIds: z
      .array(z.string().min(1))
      .min(2)
      .max(10)
      .refine((ids) => new Set(ids).size === ids.length, "each backtest once"),
  }),
  output: BacktestComparison,
  run: async ({ tx, input }) => compare(await loadBacktests(tx, input.backtestIds)),
});
