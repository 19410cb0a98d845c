import type { AgentName } from "#tools";
import type { Agent } from "./agent.ts";
import { decisionAgent } from "./decision/agent.ts";
import { explanationAgent } from "./explanation/agent.ts";
import { learningAgent } from "./learning/agent.ts";
import { monitoringAgent } from "./monitoring/agent.ts";

export { type Agent, type AgentGraph, agentGraph } from "./agent.ts";
export { cassetteFetch } from "./models/cassette.ts";
export { ModelSilentError } from "./models/impatient-fetch.ts";
export { type ModelConfig, type ModelUser, readModelConfig } from "./models/model-config.ts";
export { modelFailure } from "./models/model-failure.ts";
export { type ChatModels, chatModelFor, openChatModels } from "./models/open-chat-models.ts";
export {
  ScriptDivergedError,
  ScriptedModel,
  type ScriptedReply,
  scriptedModels,
} from "./models/scripted-model.ts";
export { OfflineOperator, routeMessage } from "./offline-operator/index.ts";

/** The four roles of the desk. */
export const AGENTS: Record<AgentName, Agent> = {
  monitoring: monitoringAgent,
  decision: decisionAgent,
  explanation: explanationAgent,
  learning: learningAgent,
};
