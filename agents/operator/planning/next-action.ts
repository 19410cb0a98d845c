import type { BaseMessage } from "@langchain/core/messages";
import { wordAnswer } from "../answers/answer.ts";
import { type Conversation, readConversation } from "../understanding/read-conversation.ts";
import type { Request } from "../understanding/request.ts";
import { type Step, stepsFor } from "./steps.ts";

export interface PlannedCall {
  id: string;
  name: string;
  args: object;
}

/** What the operator does next: call tools, or say something. */
export type Action = { kind: "call"; calls: PlannedCall[] } | { kind: "answer"; text: string };

/** A request with what its tool calls have found so far. */
export interface Progress {
  request: Request;
  /** One per finished step. */
  results: unknown[];
  /** The first thing that went wrong. */
  error?: { code?: string; what?: string; why?: string; fix?: string };
}

/**
 * Decides from the conversation alone: the same messages give the same action. An agent carries out only requests
 * whose tools it holds; the others are another agent's.
 *
 * @param tools names of the tools that are bound; empty when none are
 */
export function nextAction(messages: readonly BaseMessage[], tools: ReadonlySet<string>, now: Date): Action {
  const conversation = readConversation(messages, now);
  const finished: Progress[] = [];
  let tested = conversation.focus.tested;
  for (const [index, request] of conversation.requests.entries()) {
    const steps = request.missing.length > 0 ? [] : stepsFor(request, { focus: conversation.focus, tested });
    const isOurs = steps.every((step) => tools.has(step.tool));
    const { progress, call } = follow(conversation, request, index, steps, isOurs);
    if (call) return { kind: "call", calls: [call] };
    const [report] = progress.results as { id?: string }[];
    if (request.intent === "backtest" && report?.id) tested = { id: report.id, symbol: request.slots.symbol };
    if (isOurs && !(steps.length === 0 && conversation.answered)) finished.push(progress);
  }
  return { kind: "answer", text: wordAnswer(finished, now) };
}

/** Walks the steps of a request until one has no result yet. */
function follow(
  { results, turnId }: Conversation,
  request: Request,
  index: number,
  steps: readonly Step[],
  isOurs: boolean,
): { progress: Progress; call?: PlannedCall } {
  const progress: Progress = { request, results: [] };
  for (const [step, { tool, args }] of steps.entries()) {
    const id = `${turnId}-${index}-${step}`;
    if (!results.has(id)) {
      const given = args(progress.results);
      return given && isOurs ? { progress, call: { id, name: tool, args: given } } : { progress };
    }
    const result = results.get(id) as { error?: Progress["error"] };
    if (result?.error) return { progress: { ...progress, error: result.error } };
    progress.results.push(result);
  }
  return { progress };
}
