import { AGENT_TOOLS } from "#tools";
import { type Agent, promptBeside } from "../agent.ts";

/** Keeps what people want kept, finds it again, and forgets on request. */
export const learningAgent: Agent = {
  name: "learning",
  role: "what to remember, recall or forget: preferences, lessons, facts, playbooks",
  prompt: promptBeside(import.meta.url),
  tools: AGENT_TOOLS.learning,
  ceilings: { modelCalls: 6, toolCalls: 10 },
};
