import { answerOf } from "../run/trace.ts";
import { turnScorer } from "./check.ts";
import { holds, shown } from "./matches.ts";

/** Whether the answer came to its end and says what the person needs to hear. */
export const answer = turnScorer("answer", "never", (turn, expected) => {
  const text = answerOf(turn);
  return [
    {
      expected: "an answer that comes to its end",
      actual: turn.brokeOff ?? (text ? "it did" : "no words"),
      isMet: turn.brokeOff === null && text !== "",
    },
    ...(expected.says ?? []).map((words) => ({
      expected: `says ${shown(words)}`,
      actual: text,
      isMet: holds(text, words),
    })),
  ];
});

/** Whether the answer keeps from claiming what is not so. */
export const claims = turnScorer("claims", "marked", (turn, expected) =>
  (expected.neverSays ?? []).map((words) => ({
    expected: `does not say ${shown(words)}`,
    actual: answerOf(turn),
    isMet: !holds(answerOf(turn), words),
  })),
);
