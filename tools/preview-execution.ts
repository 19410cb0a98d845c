import { previewExecution } from "#operations";
import { toolFor } from "./tool-for.ts";

/** Enough slices to tell the rhythm. */
const SLICES_FOR_MODEL = 6;

export const previewExecutionTool = toolFor(previewExecution, {
  describe:
    'Call it when the person asks what working an order slowly would look like or cost. quantity, notionalUsd and limitPrice are text, such as "10". slices is an example: say so. Nothing is proposed; propose_execution does that when the person asks for it.',
  trim: ({ verdict, slices, ...preview }) => ({
    ...preview,
    sliceCount: slices.length,
    slices: slices.slice(0, SLICES_FOR_MODEL),
    verdict: {
      decision: verdict.decision,
      approvalsNeeded: verdict.approvalsNeeded,
      refusals: verdict.refusals,
      checkCount: verdict.checks.length,
    },
  }),
});
