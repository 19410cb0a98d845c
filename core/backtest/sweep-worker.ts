import { parentPort, workerData } from "node:worker_threads";
import { ruleOf } from "#core/strategy";
import { kernelMetrics } from "./replay.ts";
import type { SweepAnswer, SweepChunk, SweepJob } from "./sweep-pool.ts";

const job = workerData as SweepJob;
const rule = ruleOf(job.strategy);

parentPort?.on("message", ({ first, combinations }: SweepChunk) => {
  const cells = combinations.map((parameters) => ({
    parameters,
    metrics: kernelMetrics(job.series, rule.decide(job, parameters), job.initialCash, job.costs),
  }));
  parentPort?.postMessage({ first, cells } satisfies SweepAnswer);
});
