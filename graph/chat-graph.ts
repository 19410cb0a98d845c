import { isAIMessage } from "@langchain/core/messages";
import { END, type LangGraphRunnableConfig, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { contextFor } from "#operations";
import { AGENT_NAMES, type AgentName } from "#tools";
import { type ChatTurn, takeTurn } from "./agent-turn.ts";
import { ChatState } from "./chat-state.ts";
import { traceFigures } from "./grounding.ts";
import { takeIn } from "./ingress.ts";
import { route } from "./router.ts";

/**
 * A conversation: ingress → route → (agent → compose) for each agent of the plan. No node here can send, approve
 * or resume anything; the most an agent can do is to propose.
 *
 * @param turn who asks, with which models; the graph serves this one turn
 */
export function chatGraph(turn: ChatTurn, saver: BaseCheckpointSaver) {
  const answer = (state: ChatState, config: LangGraphRunnableConfig) => takeTurn(state, turn, config);
  const next = (state: ChatState) => state.plan[0]?.agent ?? END;
  const ways = [...AGENT_NAMES, END] as (AgentName | typeof END)[];
  return new StateGraph(ChatState)
    .addNode("ingress", (state) =>
      takeIn(state, contextFor(turn.desk, turn.person, { traceId: turn.traceId }), turn.ceilings),
    )
    .addNode("route", async ({ messages }, { signal }) => ({
      plan: await route(messages, turn.models, turn.desk.clock.now(), signal),
    }))
    .addNode("monitoring", answer)
    .addNode("decision", answer)
    .addNode("explanation", answer)
    .addNode("learning", answer)
    .addNode("compose", compose)
    .addEdge(START, "ingress")
    .addConditionalEdges("ingress", isAnswered, { answered: END, open: "route" })
    .addConditionalEdges("route", next, ways)
    .addEdge("monitoring", "compose")
    .addEdge("decision", "compose")
    .addEdge("explanation", "compose")
    .addEdge("learning", "compose")
    .addConditionalEdges("compose", next, ways)
    .compile({ checkpointer: saver });
}
export type ChatGraph = ReturnType<typeof chatGraph>;

const isAnswered = ({ messages }: ChatState) => {
  const last = messages.at(-1);
  return last && isAIMessage(last) ? "answered" : "open";
};

/** Traces the figures of the answer just given. The answer itself stands as its agent gave it. */
function compose(state: ChatState, config: LangGraphRunnableConfig): Partial<ChatState> {
  const answer = state.messages.at(-1);
  if (answer && isAIMessage(answer) && answer.text)
    config.writer?.({ type: "data-grounding", data: { figures: traceFigures(answer.text, state.messages) } });
  return {};
}
