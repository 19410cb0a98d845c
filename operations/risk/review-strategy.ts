import { z } from "zod";
import { PermissionError } from "#core/model";
import { strategyReviews } from "#db";
import { defineOperation } from "../operation.ts";

export const reviewStrategy = defineOperation({
  name: "reviewStrategy",
  summary:
    "Records that a person has looked at what an unattended strategy did: its budget of autonomy and its count of unseen trades begin anew.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({
    strategy: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .describe('As its proposals name it, such as "system:strategist"'),
    note: z.string().trim().min(3).max(600).describe("What was looked at, and what was found"),
  }),
  output: z.object({ id: z.string(), strategy: z.string(), reviewedBy: z.string(), reviewedAt: z.string() }),
  events: [],
  run: async ({ ctx, tx, input, note }) => {
    if (ctx.actor.kind !== "person")
      throw new PermissionError({
        what: "Only a person reviews a strategy.",
        why: "The review is there so that somebody has looked.",
        fix: "Ask an approver.",
      });
    const id = ctx.newId("approval");
    const reviewedAt = ctx.clock.now();
    await tx
      .insert(strategyReviews)
      .values({ id, strategy: input.strategy, note: input.note, reviewedBy: ctx.actor.id, reviewedAt });
    note(input.strategy, { note: input.note });
    return {
      id,
      strategy: input.strategy,
      reviewedBy: ctx.actor.id,
      reviewedAt: reviewedAt.toISOString(),
    };
  },
});
