import { Worker } from "node:worker_threads";
import type { BarSeries } from "#core/market-data";
import {
  joinMoments,
  KEPT_TRIALS,
  type Moments,
  type RankedTrial,
  StretchSummary,
  SUMMARY_LENGTH,
  type SweepJob,
} from "./sweep-trials.ts";

/** What a thread is told: all of it but the job lies in memory that the threads share. */
export interface SweepTask {
  job: SweepJob;
  /** Places of the grid. */
  size: number;
  /** The next stretch nobody has taken yet. */
  next: Int32Array;
  /** One summary per stretch. */
  summaries: Float64Array;
}

/** What is left of a sweep: no trial but the best is kept. */
export interface SweepOutcome {
  trialCount: number;
  /** Of the Sharpe ratios that exist. */
  moments: Moments;
  /** Best first; of equal ones, the earlier in the grid. */
  best: RankedTrial[];
}

export interface PoolOptions {
  /** Worker threads to use. */
  workers: number;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

/** Few enough that messages are rare, enough for a moving progress bar and an even end. */
const MOST_STRETCHES = 256;
/** Threads that are kept for the next sweep; starting one takes longer than ten thousand trials. */
const MOST_IDLE = 8;
/** A waiting thread holds some 60 MB. */
const LONGEST_WAIT_MS = 60_000;

/** What a trial leaves behind is dead at once: a small nursery stays in the cache, and a sweep's memory flat. */
const NURSERY_MB = 4;

/** The same for any number of threads, and so is the order in which their sums are joined. */
export const stretchesOf = (size: number): number => Math.min(MOST_STRETCHES, size);

/**
 * Tries all combinations of a grid in worker threads, which wait for the next sweep afterwards. The outcome is the
 * same to the bit whatever their number. Threads of a sweep that fails or is aborted are ended.
 */
export async function runInWorkers(
  job: SweepJob,
  size: number,
  { workers, onProgress, signal }: PoolOptions,
): Promise<SweepOutcome> {
  signal?.throwIfAborted();
  const stretches = stretchesOf(size);
  const task: SweepTask = {
    job: { ...job, series: shared(job.series) },
    size,
    next: new Int32Array(new SharedArrayBuffer(4)),
    summaries: new Float64Array(new SharedArrayBuffer(8 * SUMMARY_LENGTH * stretches)),
  };
  const threads = Array.from({ length: Math.max(1, Math.min(workers, stretches)) }, takeThread);
  let done = 0;
  const count = (trials: number) => {
    done += trials;
    onProgress?.(done);
  };
  try {
    await Promise.all(threads.map((thread) => finish(thread, task, count, signal)));
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.terminate()));
    throw error;
  }
  for (const thread of threads) giveBack(thread);
  return joined(task.summaries);
}

/** Joined stretch by stretch in the order of the grid. */
function joined(summaries: Float64Array): SweepOutcome {
  let moments: Moments = { count: 0, mean: 0, squares: 0 };
  let trialCount = 0;
  const best: RankedTrial[] = [];
  for (let at = 0; at < summaries.length; at += SUMMARY_LENGTH) {
    const summary = new StretchSummary(summaries.subarray(at, at + SUMMARY_LENGTH));
    moments = joinMoments(moments, summary.moments);
    trialCount += summary.trialCount;
    best.push(...summary.best());
  }
  best.sort((a, b) => (a.sharpe === b.sharpe ? a.place - b.place : b.sharpe > a.sharpe ? 1 : -1));
  return { trialCount, moments, best: best.slice(0, KEPT_TRIALS) };
}

/** The same series in memory that threads can read without a copy each. */
function shared(series: BarSeries): BarSeries {
  const column = (values: Float64Array) => {
    const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return copy;
  };
  const { times, open, high, low, close, volume } = series;
  return {
    ...series,
    times: column(times),
    open: column(open),
    high: column(high),
    low: column(low),
    close: column(close),
    volume: column(volume),
  };
}

/** Waiting threads, and what ends each when it has waited long. */
const idle = new Map<Worker, NodeJS.Timeout>();

function takeThread(): Worker {
  const [waiting] = [...idle].slice(-1);
  if (!waiting) return startThread();
  const [thread, end] = waiting;
  clearTimeout(end);
  idle.delete(thread);
  thread.ref();
  return thread;
}

/** A thread that waits keeps nobody from ending. */
function giveBack(thread: Worker): void {
  if (idle.size >= MOST_IDLE) {
    void thread.terminate();
    return;
  }
  thread.unref();
  idle.set(thread, setTimeout(() => void thread.terminate(), LONGEST_WAIT_MS).unref());
}

/** Ends the threads that wait for a next sweep. */
export async function endSweepThreads(): Promise<void> {
  await Promise.all([...idle.keys()].map((thread) => thread.terminate()));
}

/** A thread does not inherit the TypeScript loader, so its first act is to register it. */
function startThread(): Worker {
  const entry = new URL("./sweep-worker.ts", import.meta.url).href;
  const boot = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
  const resourceLimits = { maxYoungGenerationSizeMb: NURSERY_MB };
  const thread = new Worker(boot, { eval: true, execArgv: [], resourceLimits });
  thread.once("exit", () => {
    clearTimeout(idle.get(thread));
    idle.delete(thread);
  });
  return thread;
}

/** Resolves when the thread finds no stretch left; rejects when it fails or the sweep is aborted. */
function finish(
  thread: Worker,
  task: SweepTask,
  count: (trials: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      thread.off("message", answered).off("error", failed).off("exit", ended);
      signal?.removeEventListener("abort", aborted);
      act();
    };
    const answered = (trials: number | null) => (trials === null ? settle(resolve) : count(trials));
    const failed = (error: Error) => settle(() => reject(error));
    const ended = () => failed(new Error("a sweep's thread ended before its work was done"));
    const aborted = () => failed(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
    thread.on("message", answered).on("error", failed).on("exit", ended);
    signal?.addEventListener("abort", aborted);
    thread.postMessage(task);
  });
}
