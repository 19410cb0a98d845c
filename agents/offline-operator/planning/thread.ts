import { createHash } from "node:crypto";
import { type BaseMessage, isAIMessage, isHumanMessage, isToolMessage } from "@langchain/core/messages";
import type { ErrorParts } from "#core/model";

/** A tool call of the thread with its answer. */
export interface Call {
  id: string;
  name: string;
  args: Record<string, unknown>;
  /** The answer read as JSON; undefined while there is none or when it is an error. */
  result?: unknown;
  error?: ErrorParts;
}

/** A person's message and all that followed until their next one. */
export interface Turn {
  /** Tells this turn from every other of the thread. */
  key: string;
  text: string;
  calls: Call[];
  /** Final answers, one per agent that spoke. */
  replies: string[];
}

/** Reads a conversation as turns, oldest first. Messages before the first person's message are left out. */
export function readTurns(messages: readonly BaseMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    if (isHumanMessage(message)) {
      const key = keyOf(message.id ?? `${turns.length}:${message.text}`);
      turns.push({ key, text: message.text, calls: [], replies: [] });
      continue;
    }
    const turn = turns.at(-1);
    if (!turn) continue;
    if (isAIMessage(message)) {
      for (const { id = "", name, args } of message.tool_calls ?? []) turn.calls.push({ id, name, args });
      if (!message.tool_calls?.length && message.text) turn.replies.push(message.text);
    } else if (isToolMessage(message)) {
      const call = turn.calls.find(({ id }) => id === message.tool_call_id);
      if (call) Object.assign(call, readAnswer(message.text, message.status === "error"));
    }
  }
  return turns;
}

const keyOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 10);

function readAnswer(text: string, isError: boolean): Pick<Call, "result" | "error"> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = text;
  }
  const error = isObject(value) ? value.error : undefined;
  if (isObject(error) && typeof error.what === "string")
    return { error: { what: error.what, why: String(error.why ?? ""), fix: String(error.fix ?? "") } };
  if (isError) return { error: { what: "The tool failed.", why: text.slice(0, 300), fix: "" } };
  return { result: value };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
