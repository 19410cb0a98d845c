import type { BrokerReach } from "../desk/gate-record.ts";
import type { Observed } from "../desk/observe.ts";
import type { Act, ScenarioRun, ToolCall, Turn } from "../run/trace.ts";
import type { EndState, Scenario, TurnExpectations } from "../scenario.ts";
import type { Check, Scorer } from "../scorers/check.ts";

/** A turn in which nothing happened, with what a test changes about it. */
export const aTurn = (change: Partial<Turn> = {}): Turn => ({
  kind: "turn",
  by: "Tess",
  said: "What is Apple at?",
  thread: 1,
  route: [],
  calls: [],
  answers: [],
  brokeOff: null,
  tokens: 0,
  modelCalls: 0,
  changes: [],
  ...change,
});

export const aCall = (
  tool: string,
  args: Record<string, unknown> = {},
  change: Partial<ToolCall> = {},
): ToolCall => ({
  tool,
  args,
  outcome: "ok",
  result: {},
  id: `call-${tool}`,
  ...change,
});

export const says = (text: string): Turn["answers"] => [{ text, figures: [] }];

export const anAct = (change: Partial<Act> = {}): Act => ({
  kind: "act",
  by: "Ana",
  what: "decides: approve",
  refusal: null,
  changes: [],
  ...change,
});

/** An order that went the whole way, with what a test changes about it. */
export const aReach = (change: Partial<BrokerReach> = {}): BrokerReach => ({
  clientOrderId: "sim-1",
  isWritten: true,
  isCleared: true,
  verdict: "needs-approval",
  approvalsNeeded: 2,
  approvedBy: 2,
  isDeclined: false,
  ...change,
});

const EMPTY: Observed = {
  account: [],
  limits: [],
  proposals: [],
  approvals: [],
  orders: [],
  fills: [],
  positions: [],
  memories: [],
  articles: [],
  signals: [],
};

interface RunParts {
  trace?: ScenarioRun["trace"];
  /** What the first turn must do. */
  expect?: TurnExpectations;
  steps?: Scenario["steps"];
  endState?: EndState;
  end?: Partial<Observed>;
  gate?: Partial<ScenarioRun["gate"]>;
  scenario?: Partial<Scenario>;
}

export function aRun({
  trace = [aTurn()],
  expect,
  steps,
  endState,
  end,
  gate,
  scenario,
}: RunParts = {}): ScenarioRun {
  return {
    scenario: {
      id: "routing/a-test",
      area: "routing",
      title: "A test",
      steps: steps ?? trace.map(() => ({ by: "Tess" as const, says: "…", expect })),
      endState,
      ...scenario,
    },
    trace,
    end: { ...EMPTY, ...end },
    gate: { atBroker: [], agentsOverstepping: [], isAuditIntact: true, ...gate },
  };
}

/** What a scorer found wrong, by what it expected. */
export async function faults(scorer: Scorer, run: ScenarioRun): Promise<string[]> {
  const checks: Check[] = await scorer.judge(run);
  return checks.filter(({ isMet }) => !isMet).map(({ expected }) => expected);
}
