import type { OpenAPIHono } from "@hono/zod-openapi";
import { UI_MESSAGE_STREAM_HEADERS } from "ai";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import type { ChatService } from "#graph";
import { parseInput } from "#operations";
import { jsonBody } from "../guards.ts";
import type { ServerEnv } from "../who-asks.ts";

const ChatMessage = z.strictObject({
  threadId: z.string().min(1).max(64),
  message: z.strictObject({ id: z.string().min(1).max(100), text: z.string() }),
});

/** Conversations. An answer runs on its own; these routes only start, watch and stop it. */
export function chatRoutes(app: OpenAPIHono<ServerEnv>, chat: ChatService): void {
  app.get("/api/chat/threads", async (c) => c.json({ threads: await chat.threads(c.get("actor")) }));
  app.post("/api/chat/threads", async (c) => c.json(await chat.createThread(c.get("actor")), 201));
  app.get("/api/chat/:threadId/messages", async (c) =>
    c.json({ messages: await chat.messages(c.req.param("threadId"), c.get("actor")) }),
  );
  app.delete("/api/chat/:threadId", async (c) => {
    await chat.deleteThread(c.req.param("threadId"), c.get("actor"));
    return c.json({ deleted: true });
  });
  app.post("/api/chat/:threadId/stop", async (c) =>
    c.json({ stopped: await chat.stop(c.req.param("threadId"), c.get("actor")) }),
  );

  app.post("/api/chat", async (c) => {
    const { threadId, message } = parseInput("chat", ChatMessage, await jsonBody(c.req.raw));
    const { runId } = await chat.startRun({
      threadId,
      person: c.get("actor"),
      messageId: message.id,
      text: message.text,
      traceId: c.get("traceId"),
    });
    return watch(c, chat, runId);
  });
  app.get("/api/chat/:threadId/stream", async (c) => {
    const runId = await chat.activeRun(c.req.param("threadId"), c.get("actor"));
    return runId ? watch(c, chat, runId) : c.body(null, 204);
  });
}

/** Streams a run from its first piece; a browser that goes away changes nothing for the run. */
function watch(c: Context, chat: ChatService, runId: string) {
  for (const [name, value] of Object.entries(UI_MESSAGE_STREAM_HEADERS)) c.header(name, value);
  return stream(c, async (out) => {
    for await (const { chunk } of chat.follow(runId)) {
      if (out.aborted) return;
      await out.write(`data: ${JSON.stringify(chunk)}\n\n`);
    }
    await out.write("data: [DONE]\n\n");
  });
}
