import { ScriptedModel, type ScriptedReply } from "#agents";
import type { ChatService } from "./chat-service.ts";
import type { Scene } from "./scene.ts";
import type { UiChunk } from "./ui-chunk.ts";

/** Tess sends messages one after the other on a new thread, to a model with these lines. */
export async function conversation(scene: Scene, replies: ScriptedReply[], ...texts: string[]) {
  const model = new ScriptedModel(replies);
  const chat = scene.chat(model);
  const person = scene.person("tess");
  const thread = await chat.createThread(person);
  const answers: UiChunk[][] = [];
  let runId = "";
  for (const [index, text] of texts.entries()) {
    ({ runId } = await chat.startRun({ threadId: thread.id, person, messageId: `m${index}`, text }));
    answers.push(await chunksOf(chat, runId));
  }
  return { model, chat, threadId: thread.id, runId, chunks: answers.at(-1) ?? [] };
}

/** Every piece of a run, waiting for its end. */
export async function chunksOf(chat: ChatService, runId: string, from = 0): Promise<UiChunk[]> {
  const chunks: UiChunk[] = [];
  for await (const event of chat.follow(runId, from)) chunks.push(event.chunk);
  return chunks;
}

/** The words of an answer. */
export const wordsOf = (chunks: readonly UiChunk[]): string =>
  chunks.map((chunk) => (chunk.type === "text-delta" ? chunk.delta : "")).join("");

/** Asks for Apple's quote, then says something. */
export const quoteThenSay = (say: string): ScriptedReply[] => [
  { calls: [{ name: "get_quote", args: { symbol: "apple" } }] },
  { whenLast: '"ask":100', say },
];
