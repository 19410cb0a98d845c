import { z } from "zod";
import { ConflictError, StrategyDefinition } from "#core/model";
import { strategyDefinitions } from "#db";
import { defineOperation } from "../../operation.ts";
import { isVersion, loadDefinition } from "./definition-rows.ts";

export const archiveStrategy = defineOperation({
  name: "archiveStrategy",
  summary:
    "Puts a strategy away, or takes it out again as a draft. Nothing of it is deleted; what it was promoted to is lost.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({
    definitionId: z.string().min(1),
    restore: z.boolean().default(false).describe("Takes it out again"),
    reason: z.string().trim().min(3).max(600),
  }),
  output: StrategyDefinition,
  events: ["strategy.changed"],
  run: async ({ tx, input, emit, note }) => {
    const definition = await loadDefinition(tx, input.definitionId);
    const isAway = definition.stage === "archived";
    if (isAway !== input.restore)
      throw new ConflictError("NOTHING_NEW", {
        what: `${definition.name} is ${isAway ? "already put away" : `not put away: it is ${definition.stage}`}.`,
        why: "There is nothing to change.",
        fix: isAway ? 'Say "restore": true to take it out.' : 'Leave "restore" out to put it away.',
      });
    const stage = input.restore ? ("draft" as const) : ("archived" as const);
    await tx.update(strategyDefinitions).set({ stage }).where(isVersion(definition));
    note(definition.id, { version: definition.version, stage, reason: input.reason });
    emit({ type: "strategy.changed", entityId: definition.id });
    return { ...definition, stage };
  },
});
