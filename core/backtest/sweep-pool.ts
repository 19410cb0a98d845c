import { Worker } from "node:worker_threads";
import type { BarSeries } from "#core/market-data";
import type { ParameterValues, Signal, StrategyKind, SweepCell, TradingCosts } from "#core/model";

/** What every worker needs to know once. */
export interface SweepJob {
  strategy: StrategyKind;
  series: BarSeries;
  signals: readonly Signal[];
  initialCash: number;
  costs: TradingCosts;
}

/** One piece of work: a stretch of the combinations. */
export interface SweepChunk {
  first: number;
  combinations: ParameterValues[];
}

/** A finished stretch. */
export interface SweepAnswer {
  first: number;
  cells: SweepCell[];
}

export interface PoolOptions {
  workers: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Enough to keep messages rare, few enough for a moving progress bar. */
const CHUNKS_PER_WORKER = 16;

/**
 * Tries all combinations in worker threads. Results come in the order of the combinations whatever thread made
 * them; no thread is left behind when it ends, fails or is aborted.
 */
export async function runInWorkers(
  job: SweepJob,
  combinations: readonly ParameterValues[],
  options: PoolOptions,
): Promise<SweepCell[]> {
  options.signal?.throwIfAborted();
  const count = Math.max(1, Math.min(options.workers, combinations.length));
  const size = Math.max(1, Math.ceil(combinations.length / (count * CHUNKS_PER_WORKER)));
  const chunks: SweepChunk[] = [];
  for (let first = 0; first < combinations.length; first += size)
    chunks.push({ first, combinations: combinations.slice(first, first + size) });
  const cells = new Array<SweepCell>(combinations.length);
  const workers = Array.from({ length: count }, () => startWorker(job));
  let done = 0;
  const work = async (worker: Worker) => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
      const answer = await ask(worker, chunk, options.signal);
      answer.cells.forEach((cell, index) => {
        cells[answer.first + index] = cell;
      });
      done += answer.cells.length;
      options.onProgress?.(done, combinations.length);
    }
  };
  try {
    await Promise.all(workers.map(work));
    return cells;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A thread does not inherit the TypeScript loader, so its first act is to register it. */
function startWorker(job: SweepJob): Worker {
  const entry = new URL("./sweep-worker.ts", import.meta.url).href;
  const boot = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
  return new Worker(boot, { eval: true, workerData: job, execArgv: [] });
}

function ask(worker: Worker, chunk: SweepChunk, signal?: AbortSignal): Promise<SweepAnswer> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off("message", answered);
      worker.off("error", failed);
      signal?.removeEventListener("abort", aborted);
    };
    const answered = (answer: SweepAnswer) => {
      settle();
      resolve(answer);
    };
    const failed = (error: Error) => {
      settle();
      reject(error);
    };
    const aborted = () => failed(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
    worker.on("message", answered);
    worker.on("error", failed);
    signal?.addEventListener("abort", aborted);
    worker.postMessage(chunk);
  });
}
