import type { Turn } from "../run/trace.ts";
import { turnScorer } from "./check.ts";
import { isAmong, numbersTold, numbersWritten } from "./figures.ts";

/**
 * Numbers are honest: what the desk could not trace is counted, a trace is followed to the tool's answer, and a
 * figure marked as untraced although a tool or the person gave it is a false alarm.
 */
export const grounding = turnScorer("grounding", "never", (turn, expected, earlier) => {
  const figures = turn.answers.flatMap((said) => said.figures);
  const calls = [...earlier, turn].flatMap(({ calls }) => calls);
  const resultOf = new Map(calls.map(({ id, result }) => [id, result]));
  const untraced = figures.filter(({ toolCallId }) => toolCallId === null);
  const isKnown = knownBy([...earlier, turn]);
  const falseAlarms = untraced.filter(({ text }) => isKnown(text));
  const falseTraces = figures.filter(
    ({ toolCallId, text }) => toolCallId !== null && !isAmong(text, numbersTold(resultOf.get(toolCallId))),
  );
  const most = expected.ungrounded ?? 0;
  const list = (found: readonly { text: string }[]) =>
    found.map(({ text }) => text.trim()).join(", ") || "none";
  return [
    {
      expected: most === 0 ? "every figure traced" : `at most ${most} figures untraced`,
      actual: `untraced: ${list(untraced)}`,
      isMet: untraced.length <= most,
    },
    { expected: "no false alarm", actual: `alarms: ${list(falseAlarms)}`, isMet: falseAlarms.length === 0 },
    {
      expected: "every trace leads to the figure",
      actual: `astray: ${list(falseTraces)}`,
      isMet: falseTraces.length === 0,
    },
    ...(expected.figures === undefined
      ? []
      : [
          {
            expected: `at least ${expected.figures} figures from tools`,
            actual: `${figures.length - untraced.length}: ${list(figures)}`,
            isMet: figures.length - untraced.length >= expected.figures,
          },
        ]),
  ];
});

/** Whether a figure was told by a tool of the conversation or given by the person. */
function knownBy(turns: readonly Turn[]): (figure: string) => boolean {
  const told = turns.flatMap(({ calls }) =>
    calls.filter(({ outcome }) => outcome === "ok").flatMap(({ result }) => numbersTold(result)),
  );
  const given = turns.flatMap(({ said }) => numbersWritten(said));
  return (figure) => isAmong(figure, [...told, ...given]);
}
