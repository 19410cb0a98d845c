import { cancelExecution } from "#operations";
import { toolFor } from "./tool-for.ts";

export const cancelExecutionTool = toolFor(cancelExecution, {
  describe:
    "Call it only when the person asked in this conversation to end that execution; executionId comes from list_executions. It cannot be taken back: what is still wanted has to be proposed again. Say what had traded by then.",
  trim: ({ slices, ...execution }) => ({ ...execution, sliceCount: slices.length }),
});
