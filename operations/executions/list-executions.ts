import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import { z } from "zod";
import { Execution } from "#core/model";
import { executions, loadWorked, proposals, toExecution } from "#db";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";

/** An execution in one of these states sends nothing more. */
export const ENDED = ["done", "canceled", "failed"];

export const listExecutions = defineOperation({
  name: "listExecutions",
  summary:
    "Lists orders worked in slices with how far they are, newest first; getExecution shows the slices.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({
    status: z.enum(["all", "open", "ended"]).default("all"),
    symbol: z.string().min(1).max(80).optional(),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    executions: z.array(Execution.omit({ slices: true }).extend({ sliceCount: z.number().int() })),
  }),
  run: async ({ ctx, tx, input }) => {
    const symbol = input.symbol ? requireInstrument(ctx, input.symbol).symbol : null;
    const rows = await tx
      .select({ id: executions.id })
      .from(executions)
      .innerJoin(proposals, eq(proposals.id, executions.proposalId))
      .where(
        and(
          symbol ? eq(proposals.symbol, symbol) : undefined,
          input.status === "open" ? notInArray(executions.status, ENDED) : undefined,
          input.status === "ended" ? inArray(executions.status, ENDED) : undefined,
        ),
      )
      .orderBy(desc(executions.createdAt), desc(executions.id))
      .limit(input.limit);
    const found = [];
    for (const { id } of rows) {
      const worked = await loadWorked(tx, id);
      if (!worked) continue;
      const { slices, ...execution } = await toExecution(tx, worked);
      found.push({ ...execution, sliceCount: slices.length });
    }
    return { executions: found };
  },
});
