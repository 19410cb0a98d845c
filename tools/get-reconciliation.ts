import { getReconciliation } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getReconciliationTool = toolFor(getReconciliation, {
  describe:
    'Answers "does the broker agree with our books?". isClean is about now; a difference with resolvedAt is over. Changes nothing: people lift blocks.',
});
