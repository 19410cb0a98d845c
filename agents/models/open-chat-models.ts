import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { Clock } from "#core/model";
import { OfflineOperator } from "../offline-operator/index.ts";
import { type ChatModels, endpointModels } from "./chat-models.ts";
import type { ModelConfig, ModelUser } from "./model-config.ts";

export type { ChatModels } from "./chat-models.ts";

/** The configured models: an OpenAI-compatible endpoint where one is set, the offline operator otherwise. */
export function openChatModels(config: ModelConfig, clock: Clock, inner?: typeof fetch): ChatModels {
  if (config.kind === "openai") return endpointModels(config, inner);
  const operator = new OfflineOperator({ clock });
  return { name: "offline operator", kind: "offline", routes: false, for: () => operator };
}

/** One agent's model. */
export const chatModelFor = (user: ModelUser, config: ModelConfig, clock: Clock): BaseChatModel =>
  openChatModels(config, clock).for(user);
