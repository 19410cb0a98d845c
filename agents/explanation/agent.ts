import { AGENT_TOOLS } from "#tools";
import { type Agent, promptBeside } from "../agent.ts";

/** Says why: the chain of causes behind an order, a verdict or a position. */
export const explanationAgent: Agent = {
  name: "explanation",
  role: "why something happened: the causes of an order, a refusal, a fill or a position, and past backtests",
  prompt: promptBeside(import.meta.url),
  tools: AGENT_TOOLS.explanation,
  ceilings: { modelCalls: 8, toolCalls: 16 },
};
