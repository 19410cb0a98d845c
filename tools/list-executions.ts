import { listExecutions } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

export const listExecutionsTool = toolFor(listExecutions, {
  describe:
    "Orders that are worked over time, such as a TWAP; plain orders are in list_orders. The id of an answer is what get_execution takes.",
  outside: ({ executions }) => executions.flatMap(({ tainted, proposalId }) => (tainted ? [proposalId] : [])),
  trim: ({ executions }) => ({
    executions: executions.map(({ rationale, parameters: _, ...execution }) => ({
      ...execution,
      rationale: execution.tainted ? quoteOutside(rationale) : rationale,
    })),
  }),
});
