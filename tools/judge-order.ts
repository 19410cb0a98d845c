import { judgeOrder } from "#operations";
import { toolFor } from "./tool-for.ts";

export const judgeOrderTool = toolFor(judgeOrder, {
  describe:
    "proposalId comes from propose_order. Give the decision and, when it is not cleared, the checks that said so with figure and limit. You cannot change the verdict.",
  trim: ({ checks, ...verdict }) => ({
    ...verdict,
    checkCount: checks.length,
    checks: checks.filter((check) => check.outcome !== "pass"),
  }),
});
