import { AIMessageChunk } from "@langchain/core/messages";
import type { ChatGenerationChunk } from "@langchain/core/outputs";
import { ChatOpenAICompletions } from "@langchain/openai";

/**
 * A model behind an OpenAI-compatible endpoint. While streaming, the client keeps the reason an answer ended
 * outside the message; it is put inside, because without it a cut-off answer looks like a whole one. It also takes
 * a call without an id for a broken one; local servers send such calls, so they are given ids.
 */
export class EndpointModel extends ChatOpenAICompletions {
  override async *_streamResponseChunks(
    ...args: Parameters<ChatOpenAICompletions["_streamResponseChunks"]>
  ): AsyncGenerator<ChatGenerationChunk> {
    let named = 0;
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
  }
}
