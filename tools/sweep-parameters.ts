import { sweepParameters } from "#operations";
import { toolFor } from "./tool-for.ts";

/** The first few ranks tell whether the peak is broad; more tell nothing new. */
const TOP_FOR_MODEL = 5;

export const sweepParametersTool = toolFor(sweepParameters, {
  describe:
    "Searches one part of the period and checks the winner on the rest, which the search did not see. Always give both Sharpe ratios, expectedMaxSharpeOfLuck and every warning; never give the in-sample figure alone. Nothing is traded.",
  trim: ({ top, ...report }) => ({ ...report, top: top.slice(0, TOP_FOR_MODEL) }),
});
