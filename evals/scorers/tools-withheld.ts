import { turnScorer } from "./check.ts";
import { callsOf } from "./tools-called.ts";

/** Whether tools that had no business in a turn were left alone. */
export const toolsWithheld = turnScorer("tools withheld", "marked", (turn, expected) =>
  (expected.never ?? []).map((name) => ({
    expected: name === "any" ? "no tool" : `no ${name}`,
    actual: callsOf(turn),
    isMet: name === "any" ? turn.calls.length === 0 : turn.calls.every(({ tool }) => tool !== name),
  })),
);
