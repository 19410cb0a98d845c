import { z } from "zod";
import { StrategyDefinition } from "#core/model";
import { strategyDefinitions } from "#db";
import { defineOperation } from "../../operation.ts";
import { loadDefinition } from "./definition-rows.ts";
import { insertDefinition, SavedStrategy } from "./save-strategy.ts";

/** Names the file and the version of its shape. */
const FORMAT = "quarterdeck.strategies/1";

/** Strategies as they travel between desks: what they say, without the results of one desk. */
const Travelling = SavedStrategy.omit({ studyId: true, backtestId: true });
const StrategyFile = z.strictObject({
  format: z.literal(FORMAT),
  definitions: z.array(Travelling).min(1).max(1000),
});

export const exportStrategies = defineOperation({
  name: "exportStrategies",
  summary:
    "Tells strategies as one JSON file that importStrategies of any desk takes: the newest version of each, without results and stages.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    definitionIds: z.array(z.string().min(1)).min(1).max(1000).optional().describe("All when left out"),
  }),
  output: z.object({ format: z.literal(FORMAT), definitions: z.array(Travelling) }),
  run: async ({ tx, input }) => {
    const ids = input.definitionIds ?? (await idsOf(tx));
    const definitions = [];
    for (const id of ids) {
      const { name, body, why, tags } = await loadDefinition(tx, id);
      definitions.push({ name, body, why, tags });
    }
    return { format: FORMAT, definitions } as const;
  },
});

export const importStrategies = defineOperation({
  name: "importStrategies",
  summary:
    "Takes in strategies that exportStrategies told, each as a new draft of this desk. All are checked first: either all come in or none.",
  scope: "strategies:run",
  effect: "write",
  input: StrategyFile,
  output: z.object({ definitions: z.array(StrategyDefinition) }),
  events: ["strategy.saved"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const definitions = [];
    for (const saved of input.definitions) definitions.push(await insertDefinition(tx, ctx, saved));
    for (const { id } of definitions) emit({ type: "strategy.saved", entityId: id });
    note(definitions[0]?.id ?? "", { imported: definitions.map(({ id, name }) => ({ id, name })) });
    return { definitions };
  },
});

type Reader = Parameters<typeof loadDefinition>[0];

const idsOf = async (tx: Reader): Promise<string[]> => {
  const rows = await tx.selectDistinct({ id: strategyDefinitions.id }).from(strategyDefinitions);
  return rows.map(({ id }) => id).sort();
};
