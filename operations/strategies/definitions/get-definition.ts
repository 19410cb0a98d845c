import { z } from "zod";
import { StrategyDefinition } from "#core/model";
import { defineOperation } from "../../operation.ts";
import { loadDefinition, toDefinition, versionsOf } from "./definition-rows.ts";

export const getDefinition = defineOperation({
  name: "getDefinition",
  summary:
    "Reads one strategy of the repository, the newest version or the one named, with all its versions.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    definitionId: z.string().min(1),
    version: z.number().int().positive().optional(),
  }),
  output: z.object({
    definition: StrategyDefinition,
    versions: z.array(StrategyDefinition).describe("Newest first"),
  }),
  run: async ({ tx, input }) => {
    const definition = await loadDefinition(tx, input.definitionId, input.version);
    return { definition, versions: (await versionsOf(tx, input.definitionId)).map(toDefinition) };
  },
});
