import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { ModelConfig } from "#agents";
import type { Scenario } from "../scenario.ts";
import { brokenDown, type ScenarioResult } from "./result.ts";
import type { WorkerAnswer, WorkerOrder } from "./worker.ts";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const MOST_WORKERS = 4;
/** A scenario that takes longer hangs; its worker is ended, ms. */
const SCENARIO_MS = 300_000;

export interface Played {
  result: ScenarioResult;
  tookMs: number;
}

/** Plays scenarios in processes of their own, one database each, and gives the results in the order asked for. */
export async function playAll(
  scenarios: readonly Scenario[],
  model: ModelConfig,
  onPlayed: (played: Played) => void,
): Promise<Played[]> {
  const waiting = [...scenarios];
  const played = new Map<string, Played>();
  const take = (one: Played) => {
    played.set(one.result.id, one);
    onPlayed(one);
  };
  const count = Math.min(availableParallelism(), MOST_WORKERS, scenarios.length);
  await Promise.all(Array.from({ length: count }, () => work(waiting, model, take)));
  return scenarios.flatMap(({ id }) => played.get(id) ?? []);
}

/** One worker after another until nothing waits: a worker that dies costs its scenario, not the run. */
async function work(waiting: Scenario[], model: ModelConfig, take: (one: Played) => void): Promise<void> {
  while (waiting.length > 0) await oneWorker(waiting, model, take);
}

function oneWorker(waiting: Scenario[], model: ModelConfig, take: (one: Played) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(WORKER, { execArgv: ["--import", "tsx"] });
    let playing: Scenario | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isReady = false;
    const next = () => {
      clearTimeout(timer);
      playing = waiting.shift();
      send(child, playing ? { play: playing.id, model } : { end: true });
      if (playing) timer = setTimeout(() => child.kill("SIGKILL"), SCENARIO_MS);
    };
    child.on("message", (answer: WorkerAnswer) => {
      isReady = true;
      if ("result" in answer) take(answer);
      next();
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      const reason = new Error(`The worker ended with ${signal ?? `code ${code}`}.`);
      if (playing) take({ result: brokenDown(playing, reason), tookMs: 0 });
      // A worker that never came up will not come up again; what waits is told so instead of tried for ever.
      if (!isReady)
        for (const scenario of waiting.splice(0)) take({ result: brokenDown(scenario, reason), tookMs: 0 });
      resolve();
    });
  });
}

function send(child: ChildProcess, order: WorkerOrder): void {
  child.send(order);
}
