import { z } from "zod";
import { ConflictError, DefinitionBody, StrategyDefinition } from "#core/model";
import { strategyDefinitions, type Transaction } from "#db";
import type { Context } from "../../context.ts";
import { defineOperation } from "../../operation.ts";
import { checkBody } from "./check-body.ts";
import { toDefinition, versionsOf } from "./definition-rows.ts";

/** A short word to find strategies by. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, "a tag is 1 to 40 letters, digits, spaces, - or _");

/** What somebody says of a strategy when it is saved. */
export const SavedStrategy = z.strictObject({
  name: z.string().trim().min(1).max(120),
  body: DefinitionBody,
  why: z.string().trim().min(3).max(2000).describe("Why it should earn: the idea, not the result"),
  tags: z.array(Tag).max(20).default([]),
  studyId: z.string().min(1).optional().describe("The study its numbers come from"),
  backtestId: z.string().min(1).optional().describe("Its newest backtest"),
});
export type SavedStrategy = z.output<typeof SavedStrategy>;

export const saveStrategy = defineOperation({
  name: "saveStrategy",
  summary:
    "Saves a strategy in the repository as a draft: a new one, or a new version of one that is held. Versions are never edited; a new version begins as a draft again. Trades nothing.",
  scope: "strategies:run",
  effect: "write",
  input: SavedStrategy.extend({
    definitionId: z.string().min(1).optional().describe("Saves a new version of this one"),
  }),
  output: StrategyDefinition,
  events: ["strategy.saved"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const { definitionId, ...saved } = input;
    const before = definitionId ? (await versionsOf(tx, definitionId))[0] : undefined;
    const definition = await insertDefinition(tx, ctx, saved, before);
    note(definition.id, { version: definition.version, name: definition.name, body: definition.body });
    emit({ type: "strategy.saved", entityId: definition.id, payload: { version: definition.version } });
    return definition;
  },
});

/** Writes a draft, the next version of `before` where there is one. @throws ConflictError when nothing is new */
export async function insertDefinition(
  tx: Transaction,
  ctx: Context,
  saved: SavedStrategy,
  before?: typeof strategyDefinitions.$inferSelect,
): Promise<StrategyDefinition> {
  const body = checkBody(ctx, saved.body);
  if (before && before.name === saved.name && before.why === saved.why && isSame(before.body, body))
    throw new ConflictError("NOTHING_NEW", {
      what: `Version ${before.version} of ${before.name} says exactly this.`,
      why: "A version that changes nothing would only hide which one was tested.",
      fix: "Change the rule, its numbers, its instruments or its costs; or use the version that is there.",
    });
  const [row] = await tx
    .insert(strategyDefinitions)
    .values({
      id: before?.id ?? ctx.newId("strategy"),
      version: (before?.version ?? 0) + 1,
      stage: "draft",
      name: saved.name,
      why: saved.why,
      body,
      parentId: before?.id,
      parentVersion: before?.version,
      studyId: saved.studyId,
      backtestId: saved.backtestId,
      owner: ctx.actor.onBehalfOf ?? ctx.actor.id,
      tags: [...new Set(saved.tags)],
      createdAt: ctx.clock.now(),
    })
    .returning();
  return toDefinition(row as NonNullable<typeof row>);
}

/** Two bodies with the same keys in any order. */
const isSame = (held: unknown, body: DefinitionBody): boolean =>
  sorted(DefinitionBody.parse(held)) === sorted(body);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part,
  );
