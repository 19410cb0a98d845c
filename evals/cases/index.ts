import type { Scenario } from "../scenario.ts";
import { approvals } from "./approvals.ts";
import { clarity } from "./clarity.ts";
import { data } from "./data.ts";
import { decision } from "./decision.ts";
import { explanation } from "./explanation.ts";
import { followUps } from "./follow-ups.ts";
import { honesty } from "./honesty.ts";
import { injection } from "./injection.ts";
import { lab } from "./lab.ts";
import { memory } from "./memory.ts";
import { refusal } from "./refusal.ts";
import { risk } from "./risk.ts";
import { routing } from "./routing.ts";

/** Every behaviour we rely on, in the order of the areas. */
export const SCENARIOS: readonly Scenario[] = [
  ...routing,
  ...decision,
  ...followUps,
  ...explanation,
  ...approvals,
  ...refusal,
  ...risk,
  ...data,
  ...lab,
  ...injection,
  ...memory,
  ...clarity,
  ...honesty,
];

/** @throws RangeError when there is none of that id */
export function scenarioNamed(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (!found) throw new RangeError(`there is no scenario ${id}`);
  return found;
}
