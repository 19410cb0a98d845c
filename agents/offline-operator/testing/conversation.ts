import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { AGENT_TOOLS, type AgentName } from "#tools";
import { planNext } from "../planning/plan.ts";
import { routeMessage } from "../route.ts";
import { answerOnFixedDesk } from "./fixed-desk.ts";

/** A Tuesday in New York, half an hour after the opening. */
export const NOW = new Date("2026-11-24T15:00:00.000Z");
/** Questions to the model one turn may take before it counts as running in circles. */
const MOST_STEPS = 20;

export interface Reply {
  agents: AgentName[];
  calls: { name: string; args: Record<string, unknown> }[];
  /** The answers of all agents of the turn, in order. */
  answer: string;
}

/** A conversation with the operator on a desk where nothing changes: routed, planned and worded as in the graph. */
export class Conversation {
  readonly messages: BaseMessage[] = [];
  #serial = 0;

  say(text: string): Reply {
    this.messages.push(new HumanMessage({ content: text, id: `msg_${this.messages.length}` }));
    const { agents } = routeMessage(this.messages, NOW);
    const reply: Reply = { agents, calls: [], answer: "" };
    for (const agent of agents) this.#take(agent, reply);
    return reply;
  }

  #take(agent: AgentName, reply: Reply): void {
    const bound = new Set(AGENT_TOOLS[agent].map(({ name }) => name));
    for (let step = 0; step < MOST_STEPS; step++) {
      const next = planNext(this.messages, bound, NOW);
      if ("answer" in next) {
        reply.answer = [reply.answer, next.answer].filter(Boolean).join("\n\n");
        this.messages.push(new AIMessage({ content: next.answer }));
        return;
      }
      this.messages.push(new AIMessage({ content: "", tool_calls: next.calls }));
      for (const { id, name, args } of next.calls) {
        reply.calls.push({ name, args });
        this.#serial++;
        const content = JSON.stringify(answerOnFixedDesk(name, args, this.#serial));
        this.messages.push(new ToolMessage({ content, tool_call_id: id, name }));
      }
    }
    throw new Error(`The ${agent} agent took more than ${MOST_STEPS} steps.`);
  }
}

/** The last reply of a conversation that says these things in turn. */
export function replyTo(...texts: readonly string[]): Reply {
  const conversation = new Conversation();
  return texts.map((text) => conversation.say(text)).at(-1) ?? { agents: [], calls: [], answer: "" };
}
