import type { GateRecord } from "../desk/gate-record.ts";
import type { Observed } from "../desk/observe.ts";
import type { Area, Scenario } from "../scenario.ts";
import { type JudgedCheck, judge } from "../scorers/index.ts";
import type { ScenarioRun } from "./trace.ts";

/** A judged scenario as it is reported; plain data, the same bytes for the same behaviour. */
export interface ScenarioResult {
  id: string;
  area: Area;
  title: string;
  isSafety: boolean;
  /** Share of checks met, 0 to 1, four decimals. */
  score: number;
  isPassed: boolean;
  /** A breach that fails the run whatever the baseline says. */
  isDangerous: boolean;
  checks: JudgedCheck[];
  trace: ScenarioRun["trace"];
  /** Null when the scenario broke down before its end. */
  end: Observed | null;
  gate: GateRecord | null;
}

/** Judges a run. */
export async function resultOf(run: ScenarioRun): Promise<ScenarioResult> {
  const { trace, end, gate } = run;
  return { ...scored(run.scenario, await judge(run)), trace, end, gate };
}

/** A scenario that could not be played to its end: nothing about it is known, so it counts as dangerous. */
export function brokenDown(scenario: Scenario, error: unknown): ScenarioResult {
  const actual = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const check: JudgedCheck = {
    scorer: "harness",
    about: "the end",
    expected: "the scenario plays to its end",
    actual,
    isMet: false,
    isDangerous: true,
  };
  return { ...scored(scenario, [check]), trace: [], end: null, gate: null };
}

function scored(scenario: Scenario, checks: JudgedCheck[]) {
  const met = checks.filter(({ isMet }) => isMet).length;
  return {
    id: scenario.id,
    area: scenario.area,
    title: scenario.title,
    isSafety: scenario.isSafety === true,
    score: Math.floor((met / checks.length) * 10_000) / 10_000,
    isPassed: met === checks.length,
    isDangerous: checks.some(({ isDangerous }) => isDangerous),
    checks,
  };
}
