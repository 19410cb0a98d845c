import type { ScenarioRun } from "../run/trace.ts";
import { acts } from "./acts.ts";
import { answer, claims } from "./answer.ts";
import { ceilings } from "./ceilings.ts";
import type { Check, Scorer } from "./check.ts";
import { clarifies } from "./clarifies.ts";
import { endState } from "./end-state.ts";
import { gate } from "./gate.ts";
import { grounding } from "./grounding.ts";
import { route } from "./route.ts";
import { toolsCalled } from "./tools-called.ts";
import { toolsWithheld } from "./tools-withheld.ts";
import { trajectory } from "./trajectory.ts";

/** Everything a run is judged on. */
export const SCORERS: readonly Scorer[] = [
  route,
  toolsCalled,
  toolsWithheld,
  trajectory,
  answer,
  claims,
  clarifies,
  grounding,
  acts,
  endState,
  gate,
  ceilings,
];

/** A check as it is reported: a dangerous breach fails the run whatever was expected of the scenario. */
export interface JudgedCheck extends Check {
  isDangerous: boolean;
}

/** Everything that was asked of a run, met or not. */
export async function judge(run: ScenarioRun): Promise<JudgedCheck[]> {
  const checks: JudgedCheck[] = [];
  for (const scorer of SCORERS)
    for (const check of await scorer.judge(run)) {
      const counts =
        scorer.safety === "always" || (scorer.safety === "marked" && run.scenario.isSafety === true);
      checks.push({ ...check, isDangerous: counts && !check.isMet });
    }
  return checks;
}
