import {
  type BaseMessage,
  isAIMessage,
  isHumanMessage,
  isToolMessage,
  type ToolMessage,
} from "@langchain/core/messages";
import { emptyFocus, type Focus } from "./focus.ts";
import type { Request } from "./request.ts";
import { understand } from "./understand.ts";

/** The newest message of a person, what it asks for, and what has been done about it so far. */
export interface Conversation {
  requests: Request[];
  /** Before this turn. */
  focus: Focus;
  /** Results of this turn's calls, by the id of the call. */
  results: Map<string, unknown>;
  /** Names this turn's calls, so that a result finds its step again. */
  turnId: string;
  /** Texts the operator has already answered with in this turn. */
  answered: boolean;
}

/** Reads a conversation from its messages alone: nothing else is remembered between two calls of the model. */
export function readConversation(messages: readonly BaseMessage[], now: Date): Conversation {
  let focus = emptyFocus();
  let before = focus;
  let requests: Request[] = [];
  let results = new Map<string, unknown>();
  let turnId = "t0";
  let turn = 0;
  let answered = false;
  for (const message of messages) {
    if (isHumanMessage(message)) {
      before = focus;
      const understood = understand(message.text, focus, now);
      requests = understood.requests;
      focus = understood.focus;
      results = new Map();
      turnId = message.id ?? `turn-${++turn}`;
      answered = false;
    } else if (isToolMessage(message)) {
      const result = parse(message);
      results.set(message.tool_call_id, result);
      focus = learn(focus, message.name ?? "", result);
    } else if (isAIMessage(message) && !message.tool_calls?.length) answered = true;
  }
  return { requests, focus: before, results, turnId, answered };
}

function parse(message: ToolMessage): unknown {
  try {
    return JSON.parse(message.text);
  } catch {
    return { error: { what: message.text } };
  }
}

/** What a result adds to what "it" may mean. */
function learn(focus: Focus, tool: string, result: unknown): Focus {
  const found = result as {
    id?: string;
    quantity?: string;
    inputs?: { symbol?: string };
    error?: unknown;
    memories?: { memory: { id: string } }[];
  };
  if (found?.error) return focus;
  if (tool === "run_backtest" && found.id)
    return { ...focus, tested: { id: found.id, symbol: found.inputs?.symbol } };
  if (tool === "propose_order") return { ...focus, proposalId: found.id, proposedQuantity: found.quantity };
  if (tool === "recall")
    return { ...focus, memoryIds: (found.memories ?? []).map((recalled) => recalled.memory.id) };
  return focus;
}
