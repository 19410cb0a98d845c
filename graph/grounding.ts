import { type BaseMessage, isHumanMessage, isToolMessage } from "@langchain/core/messages";
import { type Figure, figuresIn, numbersIn } from "./figures.ts";

/** A figure of an answer and the tool result it came from; null when it could not be traced. */
export interface TracedFigure {
  text: string;
  start: number;
  end: number;
  toolCallId: string | null;
}

/**
 * Traces every figure of an answer to a tool result of the thread, newest first, allowing for rounding, thousands
 * separators, k/m/bn, and fractions shown as percent or basis points. A figure the person gave is theirs and is
 * left out. What cannot be traced is marked, never hidden.
 *
 * @param thread the conversation so far, oldest first
 */
export function traceFigures(answer: string, thread: readonly BaseMessage[]): TracedFigure[] {
  const figures = figuresIn(answer);
  if (figures.length === 0) return [];
  const told = thread
    .filter(isToolMessage)
    .filter((message) => message.status !== "error")
    .map((message) => ({ id: message.tool_call_id, numbers: numbersIn(message.text) }))
    .reverse();
  const given = thread.filter(isHumanMessage).flatMap((message) => figuresIn(message.text));
  return figures.flatMap((figure) => {
    const source = told.find(({ numbers }) => numbers.some((number) => isShownAs(number, figure)));
    if (!source && given.some((own) => own.value === figure.value)) return [];
    const { text, start, end } = figure;
    return [{ text, start, end, toolCallId: source?.id ?? null }];
  });
}

const FRACTION_TIMES = { percent: 100, bps: 10_000, plain: 1 } as const;

function isShownAs(number: number, { value, tolerance, unit }: Figure): boolean {
  // A tool may tell a share as a fraction (0.25), as percent (25) or in basis points (2500).
  const readings = [number, number * FRACTION_TIMES[unit]];
  // Binary fractions put 0.125 % a hair off its half; one part in a billion is no other figure.
  return readings.some((reading) => Math.abs(reading - value) <= tolerance + Math.abs(value) * 1e-9);
}
