import { type BaseMessage, isAIMessage, isHumanMessage, isToolMessage } from "@langchain/core/messages";

/** How much of a conversation is kept for the model. */
export interface HistoryCeilings {
  messages: number;
  chars: number;
}

export const HISTORY_CEILINGS: HistoryCeilings = { messages: 200, chars: 160_000 };

/**
 * The newest whole turns of a conversation that fit. It is cut only before a person's message, so that every
 * tool call keeps its result; the newest turn stays whatever its size.
 *
 * @param messages oldest first
 */
export function recentTurns(messages: readonly BaseMessage[], ceilings = HISTORY_CEILINGS): BaseMessage[] {
  const starts = messages.flatMap((message, index) => (isHumanMessage(message) ? [index] : []));
  const newest = starts.at(-1);
  if (newest === undefined) return [];
  let from = newest;
  for (const start of starts.toReversed()) {
    const kept = messages.slice(start);
    if (kept.length > ceilings.messages || sizeOf(kept) > ceilings.chars) break;
    from = start;
  }
  return messages.slice(from);
}

const sizeOf = (messages: readonly BaseMessage[]): number =>
  messages.reduce((chars, message) => chars + message.text.length + callChars(message), 0);

const callChars = (message: BaseMessage): number =>
  isAIMessage(message) && message.tool_calls?.length ? JSON.stringify(message.tool_calls).length : 0;

/** Tool calls without exactly one result, and results without their call. Empty in a sound conversation. */
export function unpairedCalls(messages: readonly BaseMessage[]): string[] {
  const open = new Map<string, number>();
  const unpaired: string[] = [];
  for (const message of messages) {
    if (isAIMessage(message)) for (const call of message.tool_calls ?? []) open.set(call.id ?? "", 0);
    if (!isToolMessage(message)) continue;
    const results = open.get(message.tool_call_id);
    if (results === undefined) unpaired.push(message.tool_call_id);
    else open.set(message.tool_call_id, results + 1);
  }
  for (const [id, results] of open) if (results !== 1) unpaired.push(id);
  return unpaired;
}
