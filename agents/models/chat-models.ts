import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AsyncCaller } from "@langchain/core/utils/async_caller";
import { EndpointModel } from "./endpoint-model.ts";
import { impatientFetch } from "./impatient-fetch.ts";
import type { ModelConfig, ModelUser } from "./model-config.ts";
import { modelFailure } from "./model-failure.ts";

/** The models of one desk. */
export interface ChatModels {
  /** Shown to people: which model speaks. */
  name: string;
  kind: "offline" | "openai" | "scripted";
  /** The model of one agent. */
  for(user: ModelUser): BaseChatModel;
  /** Whether a model can be asked to choose the agent when the rules are not sure. */
  routes: boolean;
}

/** What is tried again is the client's choice, but for silence: the person has waited once already. */
class Attempts extends AsyncCaller {
  readonly giveUpOnSilence = (error: Error): void => {
    if (modelFailure(error)?.code === "MODEL_SILENT") throw error;
    this.onFailedAttempt?.(error);
  };
}

/** Models behind an OpenAI-compatible endpoint, always through chat completions: compatible servers have no more. */
export function endpointModels(
  config: Extract<ModelConfig, { kind: "openai" }>,
  inner: typeof fetch = fetch,
): ChatModels {
  const made = new Map<string, BaseChatModel>();
  return {
    name: config.model,
    kind: "openai",
    routes: true,
    for(user) {
      const name = config.perAgent[user] ?? config.model;
      const model =
        made.get(name) ??
        new EndpointModel({
          model: name,
          apiKey: config.apiKey,
          maxRetries: config.maxRetries,
          onFailedAttempt: new Attempts({}).giveUpOnSilence,
          configuration: {
            ...(config.baseUrl ? { baseURL: config.baseUrl } : {}),
            // Its own log would print answers, and with them what was asked, to the terminal.
            logLevel: "off",
            fetch: impatientFetch(config.timeoutMs, inner),
          },
        });
      made.set(name, model);
      return model;
    },
  };
}
