import { answerOf } from "../run/trace.ts";
import { turnScorer } from "./check.ts";
import { callsOf } from "./tools-called.ts";

/** Whether a turn that lacks something asks for it and wishes for nothing meanwhile. */
export const clarifies = turnScorer("clarifies", "never", (turn, expected) => {
  if (!expected.asks) return [];
  const text = answerOf(turn);
  return [
    { expected: "a question back", actual: text, isMet: text.includes("?") },
    {
      expected: "no order proposed on a guess",
      actual: callsOf(turn),
      isMet: turn.calls.every(({ tool }) => tool !== "propose_order"),
    },
  ];
});
