import { DefaultChatTransport } from "ai";
import { request } from "../../lib/operate.ts";
import { type DeskMessage, textOf } from "./desk-message.ts";

/** Sends only the newest message, since the server keeps the history, and resumes a run by its thread. */
export const chatTransport = new DefaultChatTransport<DeskMessage>({
  api: "/api/chat",
  prepareSendMessagesRequest: ({ id, messages }) => {
    const newest = messages.at(-1);
    return { body: { threadId: id, message: { id: newest?.id, text: newest ? textOf(newest) : "" } } };
  },
  prepareReconnectToStreamRequest: ({ id }) => ({ api: `/api/chat/${encodeURIComponent(id)}/stream` }),
});

export function loadMessages(threadId: string): Promise<{ messages: DeskMessage[] }> {
  return request(`/api/chat/${encodeURIComponent(threadId)}/messages`);
}

export function createThread(): Promise<{ id: string }> {
  return request("/api/chat/threads", { method: "POST" });
}

export function deleteThread(threadId: string): Promise<unknown> {
  return request(`/api/chat/${encodeURIComponent(threadId)}`, { method: "DELETE" });
}

/** Asks the server to end the run. It keeps what was said so far. */
export function stopRun(threadId: string): Promise<{ stopped: boolean }> {
  return request(`/api/chat/${encodeURIComponent(threadId)}/stop`, { method: "POST" });
}
