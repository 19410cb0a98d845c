import type { TracedFigure, UiChunk } from "#graph";
import type { GateRecord } from "../desk/gate-record.ts";
import type { Observed } from "../desk/observe.ts";
import type { PersonName, Scenario } from "../scenario.ts";
import type { StateChange } from "./state-diff.ts";

/** One tool call as the person saw it. */
export interface ToolCall {
  tool: string;
  args: Record<string, unknown>;
  outcome: "ok" | "error" | "unanswered";
  /** The tool's answer, or its error in words. */
  result: unknown;
  id: string;
}

/** One text of an answer, with its figures as the desk traced them. */
export interface Said {
  text: string;
  figures: TracedFigure[];
}

export interface Turn {
  kind: "turn";
  by: PersonName;
  said: string;
  /** Which conversation it belongs to, from 1. */
  thread: number;
  route: { agent: string; reason: string }[];
  calls: ToolCall[];
  answers: Said[];
  /** Null when the answer came to its end; otherwise why it did not. */
  brokeOff: string | null;
  tokens: number;
  modelCalls: number;
  changes: StateChange[];
}

/** Something a person or the world did without the chat. */
export interface Act {
  kind: "act";
  by: string;
  what: string;
  /** Null when it was done; the code and the words of the refusal otherwise. */
  refusal: { code: string; words: string } | null;
  changes: StateChange[];
}

/** Everything a scenario left behind; scorers read this and nothing else. */
export interface ScenarioRun {
  scenario: Scenario;
  /** One entry per step, in order. */
  trace: (Turn | Act)[];
  end: Observed;
  gate: GateRecord;
}

/** The whole answer of a turn. */
export const answerOf = (turn: Turn): string => turn.answers.map(({ text }) => text).join("\n\n");

/** Folds the pieces of a run into a turn. */
export function turnFrom(
  chunks: readonly UiChunk[],
  asked: Pick<Turn, "by" | "said" | "thread">,
): Omit<Turn, "modelCalls" | "changes"> {
  const turn = {
    kind: "turn" as const,
    ...asked,
    route: [] as Turn["route"],
    calls: [] as ToolCall[],
    answers: [] as Said[],
    brokeOff: null as string | null,
    tokens: 0,
  };
  for (const chunk of chunks) take(turn, chunk);
  return turn;
}

function take(turn: Omit<Turn, "modelCalls" | "changes">, chunk: UiChunk): void {
  if (chunk.type === "data-agent") turn.route.push({ ...chunk.data });
  else if (chunk.type === "text-start") turn.answers.push({ text: "", figures: [] });
  else if (chunk.type === "tool-input-available")
    turn.calls.push({
      tool: chunk.toolName,
      args: (chunk.input ?? {}) as Record<string, unknown>,
      outcome: "unanswered",
      result: null,
      id: chunk.toolCallId,
    });
  else if (chunk.type === "tool-output-available") settle(turn, chunk.toolCallId, "ok", chunk.output);
  else if (chunk.type === "tool-output-error") settle(turn, chunk.toolCallId, "error", chunk.errorText);
  else if (chunk.type === "message-metadata") turn.tokens = chunk.messageMetadata?.tokens ?? 0;
  else if (chunk.type === "error") turn.brokeOff = chunk.errorText;
  else if (chunk.type === "abort") turn.brokeOff = chunk.reason ?? "stopped";
  const last = turn.answers.at(-1);
  if (!last) return;
  if (chunk.type === "text-delta") last.text += chunk.delta;
  else if (chunk.type === "data-grounding") last.figures = chunk.data.figures;
}

function settle(turn: Pick<Turn, "calls">, id: string, outcome: "ok" | "error", result: unknown): void {
  const call = turn.calls.find((candidate) => candidate.id === id);
  if (call) Object.assign(call, { outcome, result });
}
