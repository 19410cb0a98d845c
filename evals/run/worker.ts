import { type ModelConfig, openChatModels } from "#agents";
import { scenarioNamed } from "../cases/index.ts";
import { EvalDatabase } from "../desk/eval-desk.ts";
import { brokenDown, resultOf, type ScenarioResult } from "./result.ts";
import { runScenario } from "./run-scenario.ts";

/** What a worker is sent: a scenario to play, or the end. */
export type WorkerOrder = { play: string; model: ModelConfig } | { end: true };
/** What it answers; `ready` once, then a result for every scenario. */
export type WorkerAnswer = { ready: true } | { result: ScenarioResult; tookMs: number };

const held = await EvalDatabase.open();
const answer = (message: WorkerAnswer) => process.send?.(message);

process.on("message", async (order: WorkerOrder) => {
  if ("end" in order) {
    await held.close();
    process.disconnect();
    return;
  }
  const scenario = scenarioNamed(order.play);
  const started = performance.now();
  const result = await runScenario(held, scenario, (clock) => openChatModels(order.model, clock)).then(
    resultOf,
    (error: unknown) => brokenDown(scenario, error),
  );
  answer({ result, tookMs: Math.round(performance.now() - started) });
});
// The one who started this process is gone: there is nobody to answer.
process.on("disconnect", () => process.exit());
answer({ ready: true });
