import { type BaseMessage, isAIMessage, isHumanMessage } from "@langchain/core/messages";
import { z } from "zod";
import { AGENTS, type ChatModels, modelFailure, routeMessage } from "#agents";
import { AGENT_NAMES, type AgentName } from "#tools";
import type { Assignment } from "./chat-state.ts";

const Choice = z.object({
  agents: z
    .array(z.enum(AGENT_NAMES as [AgentName, ...AgentName[]]))
    .min(1)
    .max(3)
    .describe("Who answers, in the order they should"),
});

/** From here on the rules are believed without asking a model. */
const SURE = 0.6;
/** Turns the router shows a choosing model: enough to know what "that" means. */
const TURNS_FOR_CHOICE = 6;

/**
 * Decides who answers: the rules first, and a model's choice from a closed list only when the rules are not sure.
 * A model that cannot choose leaves the rules' best guess standing.
 *
 * @param messages the conversation, ending with the person's message
 */
export async function route(
  messages: readonly BaseMessage[],
  models: ChatModels,
  now: Date,
  signal?: AbortSignal,
): Promise<Assignment[]> {
  const byRules = routeMessage(messages, now);
  const assigned = byRules.agents.map((agent) => ({ agent, reason: byRules.reason }));
  if (byRules.confidence >= SURE || !models.routes) return assigned;
  try {
    const choice = await models
      .for("router")
      .withStructuredOutput(Choice, { name: "choose_agents", method: "functionCalling" })
      .invoke([{ role: "system", content: INSTRUCTION }, ...spoken(messages)], {
        tags: ["nostream"],
        signal,
      });
    // Not every model class holds its answer to the schema; a name outside the list must not get in.
    const { agents } = Choice.parse(choice);
    return [...new Set(agents)].map((agent) => ({ agent, reason: "chosen by the model" }));
  } catch (error) {
    // An endpoint that is silent now would be silent to the agent too, and the person would wait twice.
    if (signal?.aborted || modelFailure(error)?.code === "MODEL_SILENT") throw error;
    return assigned.map(({ agent, reason }) => ({ agent, reason: `${reason}; the model could not choose` }));
  }
}

const INSTRUCTION = [
  "Choose which agents answer the person's newest message. Usually one; several only when the message asks for several things.",
  ...Object.values(AGENTS).map(({ name, role }) => `${name}: ${role}`),
].join("\n");

/** What was said, without tool calls and their results. */
const spoken = (messages: readonly BaseMessage[]) =>
  messages
    .filter((message) => isHumanMessage(message) || (isAIMessage(message) && !message.tool_calls?.length))
    .slice(-TURNS_FOR_CHOICE)
    .map((message) => ({ role: isHumanMessage(message) ? "user" : "assistant", content: message.text }));
