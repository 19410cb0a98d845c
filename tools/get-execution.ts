import { getExecution } from "#operations";
import { quoteOutside } from "./outside-text.ts";
import { toolFor } from "./tool-for.ts";

/** The newest slices that say something; a long plan would push the conversation out of its window. */
const SLICES_FOR_MODEL = 20;

export const getExecutionTool = toolFor(getExecution, {
  describe:
    "executionId comes from propose_execution or list_executions. filled + open + remaining is the whole. shortfall is there once it has ended: above zero is a cost. sliceCount counts all slices, of which those that were sent are shown.",
  outside: ({ tainted, proposalId }) => (tainted ? [proposalId] : []),
  trim: ({ slices, rationale, tainted, ...execution }) => ({
    ...execution,
    tainted,
    rationale: tainted ? quoteOutside(rationale) : rationale,
    sliceCount: slices.length,
    slices: slices.filter(({ quantity }) => quantity !== null).slice(-SLICES_FOR_MODEL),
  }),
});
