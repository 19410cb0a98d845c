import type { BaseMessage } from "@langchain/core/messages";
import { Annotation, messagesStateReducer } from "@langchain/langgraph";
import type { AgentName } from "#tools";

/** One agent's part in a turn, and why it was given to it. */
export interface Assignment {
  agent: AgentName;
  reason: string;
}

/** What a conversation is made of between two turns. */
export const ChatState = Annotation.Root({
  /** People's messages, agents' answers, tool calls with their results; oldest first. */
  messages: Annotation<BaseMessage[]>({ reducer: messagesStateReducer, default: () => [] }),
  /** Ids of texts from outside that were read on this thread. It only grows. */
  taint: Annotation<string[]>({
    reducer: (known, more) => [...new Set([...known, ...more])],
    default: () => [],
  }),
  /** Agents still to answer in this turn, in order. */
  plan: Annotation<Assignment[]>({ reducer: (_, next) => next, default: () => [] }),
});
export type ChatState = typeof ChatState.State;
