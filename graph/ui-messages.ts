import { readUIMessageStream } from "ai";
import type { ChatMessage, UiChunk } from "./ui-chunk.ts";

/** Replays the pieces of an answer into the message a browser would have made of them. */
export async function replayMessage(runId: string, chunks: readonly UiChunk[]): Promise<ChatMessage> {
  let newest: ChatMessage = { id: runId, role: "assistant", parts: [] };
  const stream = new ReadableStream<UiChunk>({
    start(controller) {
      // An error piece would end the replay before the parts it follows; it is shown as a sentence of its own.
      for (const chunk of chunks) if (chunk.type !== "error") controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const message of readUIMessageStream<ChatMessage>({ stream })) newest = message;
  const failed = chunks.find((chunk) => chunk.type === "error");
  if (failed)
    newest = { ...newest, parts: [...newest.parts, { type: "text", text: failed.errorText, state: "done" }] };
  return { ...newest, id: runId };
}
