import type { ToolCall, Turn } from "../run/trace.ts";
import type { ExpectedCall } from "../scenario.ts";
import { turnScorer } from "./check.ts";
import { matches, shown } from "./matches.ts";

/** Whether the tools that were needed were called, with the arguments that were meant. */
export const toolsCalled = turnScorer("tools called", "never", (turn, expected) =>
  (expected.calls ?? []).map((wanted) => ({
    expected: describe(wanted),
    actual: callsOf(turn),
    isMet: turn.calls.some((call) => isCall(call, wanted)),
  })),
);

function isCall(call: ToolCall, { tool, args = {}, without = [], outcome }: ExpectedCall): boolean {
  return (
    call.tool === tool &&
    matches(call.args, args) &&
    without.every((name) => call.args[name] === undefined) &&
    (outcome === undefined || call.outcome === outcome)
  );
}

const describe = ({ tool, args, without, outcome }: ExpectedCall): string =>
  [
    `${tool} ${args ? shown(args) : ""}`.trim(),
    ...(without ? [`without ${without.join(", ")}`] : []),
    ...(outcome ? [`answered ${outcome}`] : []),
  ].join(", ");

/** A turn's calls in one line each. */
export const callsOf = (turn: Turn): string =>
  turn.calls.map(({ tool, args, outcome }) => `${tool} ${JSON.stringify(args)} → ${outcome}`).join("\n") ||
  "no tool";
