import type { BaseMessage } from "@langchain/core/messages";
import type { AgentName } from "#tools";
import { tasksOf } from "./planning/plan.ts";
import { readTurns } from "./planning/thread.ts";

/** Who answers a message, and how sure the rules are: 0.6 or more is sure. */
export interface Routing {
  agents: AgentName[];
  reason: string;
  confidence: number;
}

/** Reads the newest message as the operator would, and names the agents whose tools it takes, in order. */
export function routeMessage(messages: readonly BaseMessage[], now: Date): Routing {
  const tasks = tasksOf(readTurns(messages), now);
  if (tasks.length === 0) return { agents: ["monitoring"], reason: "nothing was asked", confidence: 0 };
  return {
    agents: [...new Set(tasks.map(({ owner }) => owner))],
    reason: `understood as ${tasks.map(({ request }) => request.intent).join(", then ")}`,
    confidence: Math.min(...tasks.map(({ request }) => request.confidence)),
  };
}
