import { eq } from "drizzle-orm";
import { z } from "zod";
import { validateSearch } from "#core/backtest";
import { NotFoundError, ValidationReport } from "#core/model";
import { strategyDefinitions, validations } from "#db";
import type { Context } from "../../context.ts";
import { getDataQuality } from "../../market-data/get-data-quality.ts";
import { defineOperation } from "../../operation.ts";
import { WindowInput } from "../backtest-inputs.ts";
import { isVersion, loadDefinition } from "../definitions/definition-rows.ts";
import { readDefinition } from "../definitions/read-definition.ts";
import { rivalsOf } from "./trials-of.ts";

/** Share of the bars a search may see; the same as a study's. */
const IN_SAMPLE = 0.7;

export const validateStrategy = defineOperation({
  name: "validateStrategy",
  summary:
    "Gathers what speaks for and against a strategy of the repository: walk forward, luck among all trials, probability of overfitting, chance of the same trades, costs, regimes, look-ahead, data. Stores it. Trades nothing.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    definitionId: z.string().min(1),
    ...WindowInput,
    mode: z.enum(["anchored", "rolling"]).default("anchored").describe("How the walk forward trains"),
    seed: z.number().int().default(1),
  }),
  output: ValidationReport,
  events: ["strategy.changed"],
  prepare: async ({ ctx, input }) => {
    const definition = await ctx.db.transaction((tx) => loadDefinition(tx, input.definitionId));
    const { trials, warnings } = await rivalsOf(ctx, definition);
    const { inputs, tester, lookAhead } = await readDefinition(ctx, definition, input);
    const bars = tester.times.length;
    const found = await validateSearch({
      tester,
      trials,
      chosen: definition.body.parameters,
      costs: inputs.costs,
      initialCash: inputs.initialCash,
      inSampleShare: IN_SAMPLE,
      plan: { mode: input.mode, trainBars: Math.floor(bars * 0.4), testBars: Math.floor(bars / 10) },
      seed: input.seed,
      onProgress: (done, total) => ctx.progress({ label: "Trying every trial on every window", done, total }),
      signal: ctx.signal,
    });
    const report: ValidationReport = {
      ...found,
      id: ctx.newId("validation"),
      definitionId: definition.id,
      version: definition.version,
      lookAhead,
      criticalFindings: await criticalFindings(ctx, definition.body.universe, inputs),
      warnings: [...warnings, ...found.warnings],
      createdAt: ctx.clock.now().toISOString(),
    };
    return { definition, report };
  },
  run: async ({ ctx, tx, prepared: { definition, report }, emit, note }) => {
    await tx.insert(validations).values({
      id: report.id,
      definitionId: definition.id,
      version: definition.version,
      report,
      requestedBy: ctx.actor.onBehalfOf ?? ctx.actor.id,
      createdAt: ctx.clock.now(),
    });
    await tx.update(strategyDefinitions).set({ validationId: report.id }).where(isVersion(definition));
    note(definition.id, { version: definition.version, validation: report.id, trials: report.trialCount });
    emit({ type: "strategy.changed", entityId: definition.id });
    return report;
  },
});

export const getValidation = defineOperation({
  name: "getValidation",
  summary: "Reads what a validation found for and against a strategy.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({ validationId: z.string().min(1) }),
  output: ValidationReport,
  run: async ({ tx, input }) => {
    const [row] = await tx.select().from(validations).where(eq(validations.id, input.validationId));
    if (!row)
      throw new NotFoundError("validation", input.validationId, "Use an id that validateStrategy told.");
    return ValidationReport.parse(row.report);
  },
});

/** Errors among what is doubtful in the bars it was tried on. */
async function criticalFindings(
  ctx: Context,
  universe: readonly string[],
  { interval, from, to, asOf }: { interval: string; from: string; to: string; asOf: string },
): Promise<number> {
  let errors = 0;
  for (const symbol of universe) {
    const { findings } = await getDataQuality.perform(ctx, { symbol, interval, from, to, asOf });
    errors += findings.filter(({ severity }) => severity === "error").length;
  }
  return errors;
}
