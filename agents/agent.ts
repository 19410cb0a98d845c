import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BaseMessage } from "@langchain/core/messages";
import { createAgent } from "langchain";
import type { AgentName, DeskTool, ToolSession } from "#tools";
import { keepToCeilings } from "./ceilings.ts";
import type { ChatModels } from "./models/chat-models.ts";

/** A role: what it is for, what it may do, and where it must stop. */
export interface Agent {
  name: AgentName;
  /** For the router: which questions are this agent's. */
  role: string;
  prompt: string;
  tools: readonly DeskTool[];
  ceilings: {
    /** Questions to the model in one turn. */
    modelCalls: number;
    /** Tool calls in one turn. */
    toolCalls: number;
  };
}

/** What an agent's graph takes and gives: the conversation, and the conversation with its own messages added. */
export interface AgentGraph {
  invoke(input: { messages: BaseMessage[] }, config?: object): Promise<{ messages: BaseMessage[] }>;
}

/** The rules every agent works by. */
const HOUSE_RULES = readFileSync(new URL("./house-rules.md", import.meta.url), "utf8");

/** Reads the prompt that lies beside an agent. */
export function promptBeside(moduleUrl: string): string {
  return readFileSync(fileURLToPath(new URL("./prompt.md", moduleUrl)), "utf8");
}

/**
 * An agent ready for one turn, bound to one person.
 *
 * @param now for the prompt: models do not know the date
 */
export function agentGraph(agent: Agent, models: ChatModels, session: ToolSession, now: Date): AgentGraph {
  const built = createAgent({
    name: agent.name,
    model: models.for(agent.name),
    tools: agent.tools.map((tool) => tool.bind(session)),
    systemPrompt: `${HOUSE_RULES}\n${agent.prompt}\nNow: ${now.toISOString()}. You work for ${session.person.name} (${session.person.role ?? "no role"}).`,
    middleware: [keepToCeilings(agent)],
    // The conversation's own graph keeps the history; an agent's steps inside a turn are not kept twice.
    checkpointer: false,
  });
  return built.graph as unknown as AgentGraph;
}
