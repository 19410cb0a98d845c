import { z } from "zod";
import { NotFoundError } from "#core/model";
import { deleteMemory } from "#memory";
import { defineOperation } from "../operation.ts";
import { ownersSeenBy } from "./owners.ts";

export const forget = defineOperation({
  name: "forget",
  summary: "Deletes one memory of this person or the desk, for good.",
  scope: "memory:write",
  effect: "write",
  input: z.strictObject({ memoryId: z.string().min(1) }),
  output: z.object({ forgotten: z.literal(true) }),
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    note(input.memoryId);
    if (!(await deleteMemory(tx, input.memoryId, ownersSeenBy(ctx.actor))))
      throw new NotFoundError("memory of yours", input.memoryId, "Use recall to find the id.");
    return { forgotten: true as const };
  },
});
