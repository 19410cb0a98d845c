import { previewOrder } from "#operations";
import { toolFor } from "./tool-for.ts";

export const previewOrderTool = toolFor(previewOrder, {
  describe:
    "Answers whether an order would pass, without wishing for it. Give the decision, and each check that would not pass with figure and limit. A preview is not a promise: the order is judged again when it is proposed and when it is placed.",
  trim: ({ verdict, ...preview }) => ({
    ...preview,
    verdict: {
      ...verdict,
      checkCount: verdict.checks.length,
      checks: verdict.checks.filter((check) => check.outcome !== "pass"),
    },
  }),
});
