import { parentPort } from "node:worker_threads";
import { Kernel } from "./kernel/index.ts";
import { type SweepTask, stretchesOf } from "./sweep-pool.ts";
import { openTrials, StretchSummary, SUMMARY_LENGTH, tryStretch } from "./sweep-trials.ts";

/** Kept for the next sweep: its memory is given back late. */
const kernel = new Kernel();

/** Takes stretch after stretch until none is left; says how many trials each had, and null at the end. */
parentPort?.on("message", ({ job, size, next, summaries }: SweepTask) => {
  const tryAt = openTrials(job, kernel);
  const stretches = stretchesOf(size);
  const edge = (stretch: number) => Math.floor((stretch * size) / stretches);
  for (let at = Atomics.add(next, 0, 1); at < stretches; at = Atomics.add(next, 0, 1)) {
    const summary = new StretchSummary(summaries.subarray(at * SUMMARY_LENGTH, (at + 1) * SUMMARY_LENGTH));
    tryStretch(tryAt, edge(at), edge(at + 1), summary);
    parentPort?.postMessage(summary.trialCount);
  }
  parentPort?.postMessage(null);
});
