import { eq } from "drizzle-orm";
import { z } from "zod";
import { judgePromotion as judge, nextStage, type PromotionFacts } from "#core/backtest";
import {
  ConflictError,
  PermissionError,
  PromotionVerdict,
  type StrategyDefinition,
  StrategyStage,
  ValidationReport,
} from "#core/model";
import { promotions, strategyDefinitions, type Transaction, validations } from "#db";
import type { Context } from "../../context.ts";
import { defineOperation } from "../../operation.ts";
import { isVersion, loadDefinition } from "../definitions/definition-rows.ts";

const Wish = {
  definitionId: z.string().min(1),
  to: StrategyStage.extract(["candidate", "paper", "live"])
    .optional()
    .describe("The next stage when left out; there is no jumping"),
};

export const judgePromotion = defineOperation({
  name: "judgePromotion",
  summary:
    "Says whether a strategy could move to its next stage, and what each requirement found. Changes nothing; a person's yes is one of them.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject(Wish),
  output: PromotionVerdict,
  run: async ({ ctx, tx, input }) => {
    const definition = await loadDefinition(tx, input.definitionId);
    return judge(await factsOf(tx, ctx, definition, input.to, null));
  },
});

export const promoteStrategy = defineOperation({
  name: "promoteStrategy",
  summary:
    "Moves a strategy to its next stage if the promotion gate lets it, and keeps what the gate said either way. For people only; the database refuses a stage the gate did not pass.",
  scope: "strategies:promote",
  effect: "write",
  input: z.strictObject({
    ...Wish,
    note: z.string().trim().min(3).max(600).describe("What this person looked at"),
  }),
  output: PromotionVerdict,
  events: ["strategy.promoted"],
  run: async ({ ctx, tx, input, emit, note }) => {
    if (ctx.actor.kind !== "person")
      throw new PermissionError({
        what: "Only a person promotes a strategy.",
        why: "The last requirement is that somebody answers for it.",
        fix: "Ask an approver.",
      });
    const definition = await loadDefinition(tx, input.definitionId);
    const verdict = judge(await factsOf(tx, ctx, definition, input.to, ctx.actor.id));
    await tx.insert(promotions).values({
      id: ctx.newId("promotion"),
      definitionId: definition.id,
      version: definition.version,
      verdict,
      note: input.note,
      decidedBy: ctx.actor.id,
      decidedAt: ctx.clock.now(),
    });
    const { passed, from, to } = verdict;
    note(definition.id, { version: definition.version, from, to, passed, note: input.note });
    if (!passed) return verdict;
    await tx
      .update(strategyDefinitions)
      .set({ stage: to, lastReviewedAt: ctx.clock.now() })
      .where(isVersion(definition));
    emit({ type: "strategy.promoted", entityId: definition.id, payload: { from, to } });
    return verdict;
  },
});

async function factsOf(
  tx: Transaction,
  ctx: Context,
  definition: StrategyDefinition,
  asked: z.output<typeof Wish.to>,
  approvedBy: string | null,
): Promise<PromotionFacts> {
  const { stage, body, validationId } = definition;
  const to = asked ?? nextStage(stage);
  if (!to)
    throw new ConflictError("NO_NEXT_STAGE", {
      what: `${definition.name} is ${stage}.`,
      why: "From there is no step up.",
      fix:
        stage === "archived" ? "Take it out first with archiveStrategy." : "There is nothing left to pass.",
    });
  const [row] = validationId
    ? await tx.select().from(validations).where(eq(validations.id, validationId))
    : [];
  const validation = row ? ValidationReport.parse(row.report) : null;
  return {
    definitionId: definition.id,
    from: stage,
    to,
    costs: body.costs,
    fillDelayBars: 1,
    validation,
    lookAhead: validation?.lookAhead ?? null,
    criticalFindings: validation?.criticalFindings ?? null,
    paper: null,
    approvedBy,
    judgedAt: ctx.clock.now().toISOString(),
  };
}
