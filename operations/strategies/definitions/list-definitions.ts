import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { BacktestReport, PerformanceMetrics, StrategyDefinition, StrategyStage } from "#core/model";
import { backtests, strategyDefinitions } from "#db";
import { defineOperation } from "../../operation.ts";
import { toDefinition } from "./definition-rows.ts";
import { Tag } from "./save-strategy.ts";

const Listed = StrategyDefinition.extend({
  metrics: PerformanceMetrics.nullable().describe("Of its newest backtest"),
  sharpeInterval: z
    .object({ low: z.number(), high: z.number() })
    .nullable()
    .describe("95 %: strategies whose intervals overlap cannot be told apart"),
});

export const listDefinitions = defineOperation({
  name: "listDefinitions",
  summary:
    "Lists the strategies of the repository, the newest version of each, best Sharpe ratio first with its uncertainty; those without a backtest come last.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    stage: StrategyStage.optional(),
    tag: Tag.optional(),
    includeArchived: z.boolean().default(false),
  }),
  output: z.object({ definitions: z.array(Listed) }),
  run: async ({ tx, input }) => {
    const newest = await tx
      .selectDistinctOn([strategyDefinitions.id])
      .from(strategyDefinitions)
      .orderBy(strategyDefinitions.id, sql`${strategyDefinitions.version} desc`);
    const wanted = newest
      .map(toDefinition)
      .filter(({ stage }) =>
        input.stage ? stage === input.stage : input.includeArchived || stage !== "archived",
      )
      .filter(({ tags }) => input.tag === undefined || tags.includes(input.tag));
    const tested = wanted.flatMap(({ backtestId }) => backtestId ?? []);
    const rows =
      tested.length > 0 ? await tx.select().from(backtests).where(inArray(backtests.id, tested)) : [];
    const reports = new Map(rows.map((row) => [row.id, BacktestReport.parse(row.report)]));
    const definitions = wanted.map((definition) => {
      const report = definition.backtestId ? reports.get(definition.backtestId) : undefined;
      return {
        ...definition,
        metrics: report?.metrics ?? null,
        sharpeInterval: report?.detailed?.sharpeInterval ?? null,
      };
    });
    const sharpe = (one: (typeof definitions)[number]) =>
      one.metrics?.sharpeRatio ?? Number.NEGATIVE_INFINITY;
    return { definitions: definitions.sort((a, b) => sharpe(b) - sharpe(a) || a.name.localeCompare(b.name)) };
  },
});
