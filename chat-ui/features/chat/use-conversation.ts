import { useChat } from "@ai-sdk/react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { meQuery } from "../../lib/queries.ts";
import { chatTransport, loadMessages, stopRun } from "./chat-transport.ts";
import type { DeskMessage } from "./desk-message.ts";
import { firstMessage } from "./first-message.ts";
import { threadsQuery } from "./use-threads.ts";

const RENDER_EVERY_MS = 40;

/**
 * One conversation: sends, stops, and takes up a run that was under way when the page was left. Trying again
 * takes up the run or loads what the server has kept. A message that never arrived is sent again under its own
 * id, by which the server would know a repeat.
 */
export function useConversation(threadId: string, history: DeskMessage[]) {
  const client = useQueryClient();
  const chat = useChat<DeskMessage>({
    id: threadId,
    messages: history,
    transport: chatTransport,
    experimental_throttle: RENDER_EVERY_MS,
    onError: () => void client.invalidateQueries(meQuery),
    onFinish: () => void client.invalidateQueries(threadsQuery),
  });
  const { resumeStream, sendMessage, regenerate, setMessages, clearError } = chat;

  const takeUp = async () => {
    clearError();
    await resumeStream();
    const kept = await loadMessages(threadId);
    const newest = chat.messages.at(-1);
    const hasArrived = kept.messages.some(({ id }) => id === newest?.id);
    if (newest?.role === "user" && !hasArrived) return regenerate({ messageId: newest.id });
    // A run that ended between loading the page and asking for its stream is only in the history.
    setMessages((shown) => (kept.messages.length > shown.length ? kept.messages : shown));
  };

  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    const text = firstMessage.take(threadId);
    if (text) void sendMessage({ text });
    else if (history.at(-1)?.role === "user") void takeUp();
    else void resumeStream();
  });

  const stop = async () => {
    await stopRun(threadId).catch(() => undefined);
    await chat.stop();
  };
  const isAnswering = chat.status === "submitted" || chat.status === "streaming";
  return {
    messages: chat.messages,
    error: chat.error,
    status: chat.status,
    isAnswering,
    send: sendMessage,
    stop,
    takeUp,
  };
}
