import { AGENT_TOOLS } from "#tools";
import { type Agent, promptBeside } from "../agent.ts";

/** Says how things stand: account, orders, prices, news, limits, the desk itself. */
export const monitoringAgent: Agent = {
  name: "monitoring",
  role: "how things stand now: portfolio, positions, orders, fills, approvals, prices, news, limits, health",
  prompt: promptBeside(import.meta.url),
  tools: AGENT_TOOLS.monitoring,
  ceilings: { modelCalls: 8, toolCalls: 16 },
};
