import { z } from "zod";
import { Instant, Memory, MemoryKind } from "#core/model";
import { storeMemory } from "#memory";
import { defineOperation } from "../operation.ts";
import { ownerOf } from "./owners.ts";

export const remember = defineOperation({
  name: "remember",
  summary:
    "Stores something to remember for this person, or for the whole desk. It is never read by a risk gate and cannot change a limit.",
  scope: "memory:write",
  effect: "write",
  input: z.strictObject({
    kind: MemoryKind,
    text: z.string().trim().min(1).max(4000),
    desk: z.boolean().default(false).describe("True: everyone on the desk recalls it"),
    importance: z.number().min(0).max(1).default(0.5),
    validUntil: Instant.optional(),
  }),
  output: Memory,
  events: [],
  prepare: async ({ ctx, input }) => ctx.embedder.embed(input.text),
  run: async ({ ctx, tx, input, prepared, note }) => {
    const id = ctx.newId("memory");
    note(id);
    return storeMemory(tx, {
      id,
      kind: input.kind,
      owner: input.desk ? "desk" : ownerOf(ctx.actor),
      text: input.text,
      origin: ctx.actor.kind === "person" ? ctx.actor.name : `${ctx.actor.name} for ${ctx.actor.onBehalfOf}`,
      originKey: id,
      // What an agent writes after reading outside text may be that text's idea.
      trust: ctx.taint.length > 0 ? "untrusted" : "trusted",
      importance: input.importance,
      causedBy: [...ctx.taint],
      knownAt: ctx.clock.now(),
      validUntil: input.validUntil ? new Date(input.validUntil) : null,
      embedding: prepared,
      embeddingModel: ctx.embedder.model,
    });
  },
});
