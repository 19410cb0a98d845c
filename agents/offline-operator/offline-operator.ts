import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from "@langchain/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk, type ChatResult } from "@langchain/core/outputs";
import type { Clock } from "#core/model";
import { type NextAction, planNext } from "./planning/plan.ts";

interface OperatorOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/** Letters per token, for a usage figure of the usual size. */
const CHARS_PER_TOKEN = 4;

/**
 * The model that needs no network: it understands traders' English by rules, calls the same tools in the same
 * graph as any other model, and words its answers from their results alone.
 */
export class OfflineOperator extends BaseChatModel<OperatorOptions> {
  readonly #clock: Clock;

  constructor({ clock }: { clock: Clock }) {
    super({});
    this.#clock = clock;
  }

  override _llmType(): string {
    return "offline-operator";
  }

  override bindTools(tools: BindToolsInput[], options?: Partial<OperatorOptions>) {
    return this.withConfig({ ...options, tools });
  }

  override async _generate(messages: BaseMessage[], options: OperatorOptions): Promise<ChatResult> {
    const action = this.#decide(messages, options);
    const usage_metadata = usageOf(messages, action);
    const message =
      "calls" in action
        ? new AIMessage({
            content: "",
            tool_calls: action.calls.map((call) => ({
              ...call,
              args: { ...call.args },
              type: "tool_call" as const,
            })),
            usage_metadata,
          })
        : new AIMessage({ content: action.answer, usage_metadata });
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: OperatorOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const action = this.#decide(messages, options);
    for (const piece of piecesOf(action)) {
      options.signal?.throwIfAborted();
      const chunk = new ChatGenerationChunk({ text: piece.text, message: piece });
      await runManager?.handleLLMNewToken(piece.text, undefined, undefined, undefined, undefined, { chunk });
      yield chunk;
    }
    yield new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk({ content: "", usage_metadata: usageOf(messages, action) }),
    });
  }

  #decide(messages: readonly BaseMessage[], options: OperatorOptions): NextAction {
    options.signal?.throwIfAborted();
    const tools = new Set((options.tools ?? []).map(nameOf));
    return planNext(messages, tools, this.#clock.now());
  }
}

/** Tools come as LangChain tools or in the shape of OpenAI's interface. */
function nameOf(tool: BindToolsInput): string {
  const given = tool as { name?: string; function?: { name?: string } };
  return given.name ?? given.function?.name ?? "";
}

function piecesOf(action: NextAction): AIMessageChunk[] {
  if ("answer" in action)
    return (action.answer.match(/\s*\S+\s*$|\s*\S+/g) ?? [""]).map(
      (content) => new AIMessageChunk({ content }),
    );
  return action.calls.map(
    ({ id, name, args }, index) =>
      new AIMessageChunk({
        content: "",
        tool_call_chunks: [{ id, name, args: JSON.stringify(args), index, type: "tool_call_chunk" }],
      }),
  );
}

function usageOf(messages: readonly BaseMessage[], action: NextAction) {
  const tokens = (chars: number) => Math.ceil(chars / CHARS_PER_TOKEN);
  const input_tokens = tokens(messages.reduce((chars, message) => chars + message.text.length, 0));
  const output_tokens = tokens(
    "answer" in action ? action.answer.length : JSON.stringify(action.calls).length,
  );
  return { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens };
}
