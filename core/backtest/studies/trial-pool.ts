import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { ParameterValues } from "#core/model";
import { type Outcome, type TrialJob, tryPoint } from "./trial-job.ts";

/** Evaluates points of one study, several stretches at once. */
export interface TrialPool {
  /** Outcomes in the order of the points. @throws when the thread dies; those points can be tried again */
  tryAll(points: readonly ParameterValues[]): Promise<Outcome[]>;
  close(): Promise<void>;
}

/** How long this thread may be busy with trials before others get their turn, ms. */
const TURN_MS = 15;

/** @param threads worker threads; 0 evaluates in this one, a little at a time */
export const openTrialPool = (job: TrialJob, threads: number): TrialPool =>
  threads === 0 ? ownThread(job) : new ThreadPool(job, threads);

function ownThread(job: TrialJob): TrialPool {
  return {
    async tryAll(points) {
      const outcomes: Outcome[] = [];
      let since = performance.now();
      for (const point of points) {
        outcomes.push(tryPoint(job, point));
        if (performance.now() - since < TURN_MS) continue;
        await nextTurn();
        since = performance.now();
      }
      return outcomes;
    },
    close: async () => {},
  };
}

interface Task {
  points: readonly ParameterValues[];
  resolve(outcomes: Outcome[]): void;
  reject(error: Error): void;
}

/** Threads that know the study's bars once and are given stretches of points. One that dies is replaced. */
class ThreadPool implements TrialPool {
  readonly #job: TrialJob;
  readonly #waiting: Task[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();
  readonly #threads: number;
  #isClosed = false;

  constructor(job: TrialJob, threads: number) {
    this.#job = job;
    this.#threads = threads;
  }

  tryAll(points: readonly ParameterValues[]): Promise<Outcome[]> {
    if (this.#isClosed) return Promise.reject(new Error("the pool is closed"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ points, resolve, reject });
      this.#handOut();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("the pool was closed"));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const worker =
        this.#idle.pop() ?? (this.#busy.size < this.#threads ? startThread(this.#job) : undefined);
      if (!worker) return;
      const task = this.#waiting.shift();
      if (task) this.#give(worker, task);
    }
  }

  #give(worker: Worker, task: Task): void {
    this.#busy.set(worker, task);
    const end = (isAlive: boolean) => {
      worker.off("message", answered).off("error", died).off("exit", ended);
      this.#busy.delete(worker);
      if (isAlive && !this.#isClosed) this.#idle.push(worker);
      else void worker.terminate();
      if (!this.#isClosed) this.#handOut();
    };
    const answered = (outcomes: Outcome[]) => {
      task.resolve(outcomes);
      end(true);
    };
    const died = (error: Error) => {
      task.reject(error);
      end(false);
    };
    const ended = () => died(new Error("a thread ended before its trials were done"));
    worker.on("message", answered).on("error", died).on("exit", ended);
    worker.postMessage(task.points);
  }
}

/** A thread does not inherit the TypeScript loader, so its first act is to register it. */
function startThread(job: TrialJob): Worker {
  const entry = new URL("./trial-thread.ts", import.meta.url).href;
  const boot = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`;
  return new Worker(boot, { eval: true, workerData: job, execArgv: [] });
}
