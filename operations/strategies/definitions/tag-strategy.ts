import { z } from "zod";
import { StrategyDefinition } from "#core/model";
import { strategyDefinitions } from "#db";
import { defineOperation } from "../../operation.ts";
import { isVersion, loadDefinition } from "./definition-rows.ts";
import { Tag } from "./save-strategy.ts";

export const tagStrategy = defineOperation({
  name: "tagStrategy",
  summary: "Sets the tags of a strategy's newest version, in place of those it had.",
  scope: "strategies:run",
  effect: "write",
  input: z.strictObject({ definitionId: z.string().min(1), tags: z.array(Tag).max(20) }),
  output: StrategyDefinition,
  events: ["strategy.changed"],
  run: async ({ tx, input, emit, note }) => {
    const definition = await loadDefinition(tx, input.definitionId);
    const tags = [...new Set(input.tags)];
    await tx.update(strategyDefinitions).set({ tags }).where(isVersion(definition));
    note(definition.id, { version: definition.version, tags });
    emit({ type: "strategy.changed", entityId: definition.id });
    return { ...definition, tags };
  },
});
