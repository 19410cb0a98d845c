import { parentPort, workerData } from "node:worker_threads";
import type { ParameterValues } from "#core/model";
import { type TrialJob, tryPoint } from "./trial-job.ts";

const job = workerData as TrialJob;

parentPort?.on("message", (points: ParameterValues[]) =>
  parentPort?.postMessage(points.map((point) => tryPoint(job, point))),
);
