import { z } from "zod";
import { BacktestReport } from "#core/model";
import { strategyDefinitions } from "#db";
import { defineOperation } from "../../operation.ts";
import { WindowInput } from "../backtest-inputs.ts";
import { backtestOf, storeBacktest } from "../backtest-of.ts";
import { isVersion, loadDefinition } from "./definition-rows.ts";
import { requestOf } from "./read-definition.ts";

export const testStrategy = defineOperation({
  name: "testStrategy",
  summary:
    "Replays the newest version of a strategy of the repository on history, exactly as it is defined, and keeps the result as its newest backtest. Places no order.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({ definitionId: z.string().min(1), ...WindowInput }),
  output: BacktestReport,
  events: ["backtest.finished", "strategy.changed"],
  prepare: async ({ ctx, input: { definitionId, ...trying } }) => {
    const definition = await ctx.db.transaction((tx) => loadDefinition(tx, definitionId));
    const report = await backtestOf(ctx, requestOf(definition, trying), definition.body.parameters);
    return { definition, report };
  },
  run: async ({ ctx, tx, prepared: { definition, report }, emit, note }) => {
    await storeBacktest(tx, ctx, report);
    await tx.update(strategyDefinitions).set({ backtestId: report.id }).where(isVersion(definition));
    note(report.id, { definition: definition.id, version: definition.version });
    emit({ type: "backtest.finished", entityId: report.id });
    emit({ type: "strategy.changed", entityId: definition.id });
    return report;
  },
});
