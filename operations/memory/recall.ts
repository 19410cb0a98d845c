import { z } from "zod";
import { Instant, RecalledMemory } from "#core/model";
import { listMemories, recallMemories } from "#memory";
import { defineOperation } from "../operation.ts";
import { ownersSeenBy } from "./owners.ts";

export const recall = defineOperation({
  name: "recall",
  summary:
    "Finds what this person or the desk remembers about a text, as it was known at an instant, and says why each was found. Without a text it lists what there is: preferences first, then the most important and newest.",
  scope: "memory:read",
  effect: "read",
  input: z.strictObject({
    query: z.string().trim().min(1).max(1000).optional(),
    limit: z.number().int().min(1).max(50).default(5),
    asOf: Instant.optional(),
  }),
  output: z.object({ memories: z.array(RecalledMemory) }),
  prepare: async ({ ctx, input }) => (input.query ? ctx.embedder.embed(input.query) : undefined),
  run: async ({ ctx, tx, input, prepared }) => {
    const visible = {
      owners: ownersSeenBy(ctx.actor),
      asOf: input.asOf ? new Date(input.asOf) : ctx.clock.now(),
      limit: input.limit,
    };
    return {
      memories:
        input.query && prepared
          ? await recallMemories(tx, {
              ...visible,
              text: input.query,
              embedding: prepared,
              embeddingModel: ctx.embedder.model,
            })
          : await listMemories(tx, visible),
    };
  },
});
