import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { BaseChatModel, type BaseChatModelCallOptions } from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import type { ChatModels } from "./chat-models.ts";

/** One reply of a script: what must be true of the question, and what is answered. */
export interface ScriptedReply {
  /** The newest message must hold this. */
  whenLast?: string | RegExp;
  say?: string;
  calls?: { name: string; args: Record<string, unknown>; id?: string }[];
  /** The calls may name tools it was never given, as a model that lost its mind would. */
  unbound?: true;
  /** Waits so long before answering, ms. */
  delayMs?: number;
  /** The model breaks instead of answering. */
  fail?: Error;
}

/** The conversation went another way than its script. */
export class ScriptDivergedError extends Error {
  override readonly name = "ScriptDivergedError";
}

interface Options extends BaseChatModelCallOptions {
  tools?: { name: string }[];
}

/** A model that says what a test wrote down, streams it by the word, and fails loudly when it is asked something else. */
export class ScriptedModel extends BaseChatModel<Options> {
  readonly asked: BaseMessage[][] = [];
  readonly #replies: readonly ScriptedReply[];
  #next = 0;

  constructor(replies: readonly ScriptedReply[]) {
    super({});
    this.#replies = replies;
  }

  override _llmType(): string {
    return "scripted";
  }

  override bindTools(tools: readonly unknown[]) {
    return this.withConfig({ tools: tools as { name: string }[] });
  }

  /** Throws when the script has lines nobody asked for. */
  assertFinished(): void {
    const left = this.#replies.length - this.#next;
    if (left > 0) throw new ScriptDivergedError(`${left} scripted replies were never asked for.`);
  }

  override async _generate(messages: BaseMessage[], options: Options): Promise<ChatResult> {
    const { content, tool_calls, usage_metadata } = await this.#reply(messages, options);
    // LangChain's structured output reads chunks only, as a streaming model gives them.
    const message = new AIMessageChunk({ content, tool_calls, usage_metadata });
    return { generations: [{ text: String(message.content), message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: Options,
    manager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const whole = await this.#reply(messages, options);
    const words = String(whole.content).match(/\S+\s*|\s+/g) ?? [];
    for (const word of words) {
      const chunk = new ChatGenerationChunk({ text: word, message: new AIMessageChunk({ content: word }) });
      yield chunk;
      await manager?.handleLLMNewToken(word, undefined, undefined, undefined, undefined, { chunk });
    }
    yield new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk({
        content: "",
        tool_call_chunks: whole.tool_calls?.map(({ name, args, id }, index) => ({
          name,
          args: JSON.stringify(args),
          id,
          index,
          type: "tool_call_chunk",
        })),
        usage_metadata: whole.usage_metadata,
      }),
    });
  }

  async #reply(messages: BaseMessage[], options: Options): Promise<AIMessage> {
    this.asked.push(messages);
    const number = this.#next++;
    const reply = this.#replies[number];
    const last = messages.at(-1);
    const heard = String(last?.content ?? "");
    if (!reply) throw new ScriptDivergedError(`The script ended before reply ${number + 1}; asked: ${heard}`);
    const fits =
      typeof reply.whenLast === "string" ? heard.includes(reply.whenLast) : reply.whenLast?.test(heard);
    if (fits === false)
      throw new ScriptDivergedError(
        `Reply ${number + 1} expects ${reply.whenLast}; the newest message is: ${heard}`,
      );
    if (reply.delayMs) await sleep(reply.delayMs, options.signal);
    if (reply.fail) throw reply.fail;
    const offered = new Set(options.tools?.map((tool) => tool.name));
    for (const call of reply.calls ?? [])
      if (!reply.unbound && !offered.has(call.name))
        throw new ScriptDivergedError(
          `Reply ${number + 1} calls ${call.name}, which is not among: ${[...offered].join(", ")}`,
        );
    return new AIMessage({
      content: reply.say ?? "",
      tool_calls: (reply.calls ?? []).map(({ name, args, id }, index) => ({
        name,
        args,
        id: id ?? `call_${number + 1}_${index + 1}`,
        type: "tool_call",
      })),
      usage_metadata: { input_tokens: heard.length, output_tokens: 10, total_tokens: heard.length + 10 },
    });
  }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** A desk on which every agent, and nobody else, reads from one script. */
export const scriptedModels = (model: BaseChatModel): ChatModels => ({
  name: "script",
  kind: "scripted",
  routes: false,
  for: () => model,
});
