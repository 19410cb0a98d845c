import { AGENT_TOOLS } from "#tools";
import { type Agent, promptBeside } from "../agent.ts";

/** Works out what could be done: backtests, parameter searches, signals, order proposals. */
export const decisionAgent: Agent = {
  name: "decision",
  role: "what could be done: strategies, backtests, parameter searches, signals, proposing and judging an order",
  prompt: promptBeside(import.meta.url),
  tools: AGENT_TOOLS.decision,
  ceilings: { modelCalls: 12, toolCalls: 20 },
};
