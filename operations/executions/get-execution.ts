import { z } from "zod";
import { Execution, NotFoundError } from "#core/model";
import { loadWorked, toExecution } from "#db";
import { defineOperation } from "../operation.ts";

export const getExecution = defineOperation({
  name: "getExecution",
  summary:
    "Shows an order worked in slices: how far it is, each slice with its order and fills, and, once it has ended, what it cost against arrival, VWAP and TWAP.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({ executionId: z.string().min(1).max(64) }),
  output: Execution,
  run: async ({ tx, input }) => {
    const worked = await loadWorked(tx, input.executionId);
    if (!worked) throw new NotFoundError("execution", input.executionId, "listExecutions shows the ids.");
    return toExecution(tx, worked);
  },
});
