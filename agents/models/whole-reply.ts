import { AIMessage, AIMessageChunk, type BaseMessage, isAIMessage } from "@langchain/core/messages";
import { OperatorError } from "#core/model";

/** Ends of a streamed answer after which its tool calls may be trusted. */
const WHOLE = new Set(["stop", "tool_calls", "function_call"]);

/**
 * Takes a model's reply only when it is whole. Streamed arguments that were cut off are repaired by the client's
 * lenient parser, so that `{"qty":1000,"limit":"18` would arrive as a limit of 18; a call is kept only when its
 * raw text is strict JSON and the answer did not stop for length.
 *
 * @throws OperatorError MODEL_REPLY_CUT_OFF, MODEL_SAID_NOTHING
 */
export function wholeReply(reply: AIMessage, history: readonly BaseMessage[]): AIMessage {
  const finish = reply.response_metadata?.finish_reason as string | undefined;
  const isFromEndpoint = reply.response_metadata?.model_provider !== undefined || finish !== undefined;
  const calls = reply.tool_calls ?? [];
  if (isFromEndpoint && (finish === undefined || !WHOLE.has(finish))) throw cutOff(finish);
  const raw = reply instanceof AIMessageChunk ? (reply.tool_call_chunks ?? []) : [];
  if (calls.length > 0 && raw.some((chunk) => !isStrictJson(chunk.args ?? ""))) throw cutOff(finish);
  if ((reply.invalid_tool_calls?.length ?? 0) > 0 && calls.length === 0) throw cutOff(finish);
  if (calls.length === 0 && !reply.text) throw saidNothing();
  return withOwnIds(reply, history);
}

function saidNothing(): OperatorError {
  return new OperatorError("MODEL_SAID_NOTHING", "unavailable", {
    what: "The model gave no answer.",
    why: "Its reply came without a word and without a tool call.",
    fix: "Ask again, or in other words; if it goes on, check that OPENAI_MODEL is a chat model that can call tools.",
  });
}

function cutOff(finish: string | undefined): OperatorError {
  return new OperatorError("MODEL_REPLY_CUT_OFF", "unavailable", {
    what: "The model's answer was cut off.",
    why: finish ? `It stopped because of "${finish}".` : "The connection ended before the answer did.",
    fix: "Ask again, or for less at once. Nothing was done with the part that arrived.",
  });
}

/** An empty argument text means no arguments, as some servers send for a tool without any. */
function isStrictJson(text: string): boolean {
  if (text.trim() === "") return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Some servers leave out ids or use them again; every call of a conversation needs its own. */
function withOwnIds(reply: AIMessage, history: readonly BaseMessage[]): AIMessage {
  const calls = reply.tool_calls ?? [];
  const used = new Set(
    history.filter(isAIMessage).flatMap((message) => message.tool_calls?.map((call) => call.id)),
  );
  let changed = false;
  const own = calls.map((call, index) => {
    let id = call.id || `call_${index}`;
    for (let again = 2; used.has(id); again++) id = `${call.id || `call_${index}`}_${again}`;
    used.add(id);
    changed ||= id !== call.id;
    return { ...call, id };
  });
  if (!changed) return reply;
  const { content, additional_kwargs, response_metadata, usage_metadata, id, name } = reply;
  return new AIMessage({
    content,
    additional_kwargs: { ...additional_kwargs, tool_calls: undefined },
    response_metadata,
    usage_metadata,
    id,
    name,
    tool_calls: own,
  });
}
