import { z } from "zod";
import { runStrategy } from "#core/backtest";
import { BacktestReport, ParameterValues } from "#core/model";
import { resolveParameters } from "#core/strategy";
import { backtests } from "#db";
import { defineOperation } from "../operation.ts";
import { HistoryInput, readHistory } from "./backtest-inputs.ts";

export const runBacktest = defineOperation({
  name: "runBacktest",
  summary:
    "Replays a strategy on history: decided at each close with what was known then, traded at the next open with costs. Stores the result with its inputs. Places no order.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    ...HistoryInput,
    parameters: ParameterValues.default({}).describe(
      "By name, as listStrategies tells; defaults for the rest",
    ),
  }),
  output: BacktestReport,
  events: ["backtest.finished"],
  prepare: async ({ ctx, input }) => {
    const parameters = resolveParameters(input.strategy, input.parameters);
    const { inputs, bars, signals } = await readHistory(ctx, input);
    return runStrategy({ id: ctx.newId("backtest"), inputs: { ...inputs, parameters }, bars, signals });
  },
  run: async ({ ctx, tx, prepared: report, emit, note }) => {
    await tx.insert(backtests).values({
      id: report.id,
      kind: "backtest",
      report,
      requestedBy: ctx.actor.onBehalfOf ?? ctx.actor.id,
      createdAt: ctx.clock.now(),
    });
    note(report.id, { inputs: report.inputs });
    emit({ type: "backtest.finished", entityId: report.id });
    return report;
  },
});
