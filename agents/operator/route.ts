import type { BaseMessage } from "@langchain/core/messages";
import type { AgentName } from "#tools";
import { readConversation } from "./understanding/read-conversation.ts";
import { agentOf } from "./understanding/request.ts";

/** Who answers a message, and how sure the rules are: 0.6 or more is sure. */
export interface Routing {
  agents: AgentName[];
  reason: string;
  confidence: number;
}

/** Reads the newest message as the operator would, and names the agents whose tools it takes, in order. */
export function routeMessage(messages: readonly BaseMessage[], now: Date): Routing {
  const { requests } = readConversation(messages, now);
  return {
    agents: [...new Set(requests.map(agentOf))],
    reason: `understood as ${requests.map((request) => request.intent).join(", then ")}`,
    confidence: Math.min(...requests.map((request) => request.confidence)),
  };
}
