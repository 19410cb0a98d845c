import { type BaseMessage, isAIMessage, isToolMessage } from "@langchain/core/messages";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { AGENTS, agentGraph, type ChatModels } from "#agents";
import { OperatorError } from "#core/model";
import type { Actor, Desk } from "#operations";
import type { ToolSession } from "#tools";
import type { ChatCeilings } from "./ceilings.ts";
import type { ChatState } from "./chat-state.ts";
import { recentTurns } from "./history.ts";

/** Everything one turn is bound to: made anew each time, so that nothing of one person reaches another. */
export interface ChatTurn {
  desk: Desk;
  person: Actor;
  models: ChatModels;
  traceId: string;
  ceilings: ChatCeilings;
}

/** Supersteps one question to the model takes: the question, and its tool calls. */
const STEPS_PER_CALL = 2;

/** Lets the next agent of the plan answer, on the conversation so far. */
export async function takeTurn(
  state: ChatState,
  turn: ChatTurn,
  config: LangGraphRunnableConfig,
): Promise<Partial<ChatState>> {
  const [assignment, ...plan] = state.plan;
  if (!assignment) return { plan: [] };
  const agent = AGENTS[assignment.agent];
  config.writer?.({ type: "data-agent", data: assignment });
  const taint = new Set(state.taint);
  const session: ToolSession = {
    desk: turn.desk,
    person: turn.person,
    agent: agent.name,
    traceId: turn.traceId,
    taint,
    spend: ceiling(agent.name, agent.ceilings.toolCalls),
  };
  const history = recentTurns(state.messages);
  const known = new Set(history.map((message) => message.id));
  const { messages } = await agentGraph(agent, turn.models, session, turn.desk.clock.now()).invoke(
    { messages: history },
    { ...config, recursionLimit: STEPS_PER_CALL * (agent.ceilings.modelCalls + 2) },
  );
  const own = messages.filter((message) => !known.has(message.id));
  return { messages: own.map((message) => kept(message, agent.name)), taint: [...taint], plan };
}

/** Drawings are for people and already streamed; keeping them would repeat a curve in every checkpoint. */
function kept(message: BaseMessage, agent: string): BaseMessage {
  if (isToolMessage(message)) message.artifact = undefined;
  if (isAIMessage(message)) message.name = agent;
  return message;
}

function ceiling(agent: string, most: number): () => void {
  let spent = 0;
  return () => {
    if (spent++ < most) return;
    throw new OperatorError("TOOL_CALLS_USED_UP", "conflict", {
      what: `The ${agent} agent has used its ${most} tool calls of this turn.`,
      why: "Every turn has a ceiling.",
      fix: "Do not call more tools now. Answer with what you have, and say that the ceiling was reached.",
    });
  };
}
