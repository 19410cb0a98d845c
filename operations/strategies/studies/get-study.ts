import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { Study } from "#core/model";
import { loadStudy, toStudy } from "#db";
import type { Context } from "../../context.ts";
import { defineOperation } from "../../operation.ts";

/** How often a study that is waited for is looked at, ms. */
const LOOK_MS = 250;
const MAX_WAIT_SECONDS = 120;

export const getStudy = defineOperation({
  name: "getStudy",
  summary:
    "Shows a search of parameters: how far it is, the best so far, and once it is finished what the best did on bars the search did not see, with every warning.",
  scope: "strategies:read",
  effect: "read",
  input: z.strictObject({
    studyId: z.string().min(1).max(64),
    waitSeconds: z
      .number()
      .int()
      .min(0)
      .max(MAX_WAIT_SECONDS)
      .default(0)
      .describe("Answers when it no longer runs, or after so long; progress is shown meanwhile"),
  }),
  output: Study,
  prepare: async ({ ctx, input: { studyId, waitSeconds } }) => {
    if (waitSeconds > 0) await watch(ctx, studyId, waitSeconds * 1_000);
  },
  run: async ({ tx, input }) => toStudy(await loadStudy(tx, input.studyId)),
});

/** Until the study rests, the time is over, or whoever asked has left. */
async function watch(ctx: Context, studyId: string, maxMs: number): Promise<void> {
  const end = performance.now() + maxMs;
  while (!ctx.signal?.aborted) {
    const { state, progress } = toStudy(await loadStudy(ctx.db, studyId));
    ctx.progress({ label: labelOf(progress.bestValue), done: progress.done, total: progress.total });
    if (state !== "running" || performance.now() >= end) return;
    await wait(LOOK_MS, undefined, { signal: ctx.signal }).catch(() => {}); // left: the loop sees it
  }
}

const labelOf = (best: number | null): string =>
  best === null ? "Searching" : `Searching, best so far ${best.toFixed(2)}`;
