import { z } from "zod";
import { Trial } from "#core/model";
import { loadStudy, loadTrials } from "#db";
import { defineOperation } from "../../operation.ts";

export const listTrials = defineOperation({
  name: "listTrials",
  summary:
    "Lists the points a search has tried with their figures, in the order they were asked. In sample: no figure here tells how a strategy does on bars the search did not see.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    studyId: z.string().min(1).max(64),
    cursor: z.number().int().min(0).default(0).describe("next of the answer before"),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    trials: z.array(Trial),
    next: z.number().int().nullable().describe("Cursor of the next page; null when there is none yet"),
  }),
  run: async ({ tx, input: { studyId, cursor, limit } }) => {
    await loadStudy(tx, studyId);
    const trials = await loadTrials(tx, studyId, cursor, limit + 1);
    const shown = trials.slice(0, limit);
    return { trials: shown, next: trials.length > limit ? (trials[limit]?.number ?? null) : null };
  },
});
