import { AIMessageChunk } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import { ChatOpenAICompletions } from "@langchain/openai";
import { OperatorError } from "#core/model";
import { modelFailure } from "./model-failure.ts";

type Streaming = ChatOpenAICompletions["_streamResponseChunks"];
type Converting = ChatOpenAICompletions["_convertCompletionsDeltaToBaseMessageChunk"];

/** The answer began well and then made no sense. */
export class ModelGarbledError extends OperatorError {
  constructor(cause: unknown) {
    super(
      "MODEL_GARBLED",
      "unavailable",
      {
        what: "The model endpoint's answer could not be understood to its end.",
        why: "It reported a failure in the middle, or sent what is not its own protocol. Nothing was done with the part that arrived.",
        fix: "Ask again; if it goes on, look at the endpoint's log, or unset both OPENAI_* settings to use the offline operator.",
      },
      { cause },
    );
  }
}

/**
 * A model behind an OpenAI-compatible endpoint, with what the client leaves out put back: the reason an answer
 * ended, without which a cut-off one looks whole; ids of calls, which local servers do not send; and refusals.
 */
export class EndpointModel extends ChatOpenAICompletions {
  override async *_streamResponseChunks(...args: Parameters<Streaming>): AsyncGenerator<ChatGenerationChunk> {
    let named = 0;
    try {
      for await (const chunk of super._streamResponseChunks(...args)) {
        const { message } = chunk;
        const finish: unknown = chunk.generationInfo?.finish_reason;
        if (finish) Object.assign(message.response_metadata, { finish_reason: finish });
        // Some servers use one id for all answers, and the conversation would take the second for a new version of
        // the first. Without an id the message is named after its run.
        message.id = undefined;
        if (message instanceof AIMessageChunk)
          for (const call of message.tool_call_chunks ?? []) if (call.name) call.id ||= `call_${++named}`;
        yield chunk;
      }
    } catch (error) {
      throw args[1].signal?.aborted || modelFailure(error) ? error : new ModelGarbledError(error);
    }
  }

  /** A refusal comes in a field of its own; to a person it is the answer. */
  protected override _convertCompletionsDeltaToBaseMessageChunk(
    delta: Parameters<Converting>[0],
    ...rest: [Parameters<Converting>[1], Parameters<Converting>[2]]
  ): ReturnType<Converting> {
    const content = delta.content || delta.refusal || delta.content;
    return super._convertCompletionsDeltaToBaseMessageChunk({ ...delta, content }, ...rest);
  }
}
