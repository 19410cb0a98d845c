import { z } from "zod";
import { BacktestReport, ParameterValues } from "#core/model";
import { defineOperation } from "../operation.ts";
import { PortfolioInput } from "./backtest-inputs.ts";
import { backtestOf, storeBacktest } from "./backtest-of.ts";

export const runBacktest = defineOperation({
  name: "runBacktest",
  summary:
    "Replays a strategy on history, on one instrument or on many with one account: decided at each close with what was known then, traded at the next open with costs unless fills say otherwise. Stores the result with its inputs. Places no order.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    ...PortfolioInput,
    parameters: ParameterValues.default({}).describe(
      "By name, as listStrategies tells; defaults for the rest",
    ),
  }),
  output: BacktestReport,
  events: ["backtest.finished"],
  prepare: ({ ctx, input: { parameters, ...request } }) => backtestOf(ctx, request, parameters),
  run: async ({ ctx, tx, prepared: report, emit, note }) => {
    await storeBacktest(tx, ctx, report);
    note(report.id, { inputs: report.inputs });
    emit({ type: "backtest.finished", entityId: report.id });
    return report;
  },
});
