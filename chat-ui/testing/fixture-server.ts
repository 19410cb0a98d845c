import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { JsonToSseTransformStream, UI_MESSAGE_STREAM_HEADERS } from "ai";
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type WebSocket, WebSocketServer } from "ws";
import type { DeskCallName, Person } from "../lib/desk-types.ts";
import type { Chunk } from "./fixture-answers.ts";
import { FixtureChat } from "./fixture-chat.ts";
import { FixtureDesk, Refused } from "./fixture-desk.ts";
import { fixtureOperations } from "./fixture-operations.ts";
import { meOf } from "./fixture-people.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
const STATUS: Record<string, 400 | 403 | 404 | 409> = { permission: 403, missing: 404, conflict: 409 };

export interface FixtureServer {
  url: string;
  desk: FixtureDesk;
  /** Cuts every live line, as a restart of the server would. */
  cutLines(): void;
  /** Sends the live lines an event they missed the one before. */
  skipAnEvent(): void;
  /** Ends every session, as a revoked key would. */
  endSessions(): void;
  close(): Promise<void>;
}

/** Serves the built app and the contract's API from memory on a free port. */
export async function startFixtureServer(assets: string, port = 0): Promise<FixtureServer> {
  const desk = new FixtureDesk();
  const sessions = new Set(desk.people.map(({ id }) => id));
  const personOf = (context: Context): Person | undefined => {
    const seat = getCookie(context, "seat");
    return desk.people.find(({ id }) => id === seat && sessions.has(id));
  };
  const app = new Hono();
  addSession(app, desk, sessions, personOf);
  addOperations(app, desk, personOf);
  addChat(app, new FixtureChat(desk), personOf);
  app.get("*", (context) => serveAsset(assets, context.req.path));
  const server = await listen(app, port);
  const lines = addLive(server, desk);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    desk,
    cutLines: () => {
      for (const line of lines.clients) line.terminate();
    },
    skipAnEvent: () => {
      desk.seq += 1;
    },
    endSessions: () => sessions.clear(),
    close: () => close(server, lines),
  };
}

type PersonOf = (context: Context) => Person | undefined;

function addSession(app: Hono, desk: FixtureDesk, sessions: Set<string>, personOf: PersonOf): void {
  app.get("/sign-in", (context) => {
    const id = `per_${context.req.query("token")}`;
    sessions.add(id);
    setCookie(context, "seat", id, { httpOnly: true, path: "/", sameSite: "Lax" });
    return context.redirect("/");
  });
  app.post("/api/sign-out", (context) => {
    deleteCookie(context, "seat");
    return context.json({ signedOut: true });
  });
  app.use("/api/*", async (context, next) => {
    if (personOf(context)) return next();
    const what = "You are not signed in.";
    const error = {
      code: "NOT_SIGNED_IN",
      kind: "permission",
      what,
      why: "There is no session.",
      fix: "Open your link.",
    };
    return context.json({ error }, 401);
  });
  app.get("/api/me", (context) => {
    const person = personOf(context);
    return person ? context.json(meOf(person, desk.tradingState)) : context.body(null, 401);
  });
}

function addOperations(app: Hono, desk: FixtureDesk, personOf: PersonOf): void {
  const operations = fixtureOperations(desk);
  app.post("/api/ops/:name", async (context) => {
    const handler = operations[context.req.param("name") as DeskCallName] as (
      input: unknown,
      by?: Person,
    ) => object;
    try {
      return context.json(handler(await context.req.json(), personOf(context)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return context.json({ error: error.body }, STATUS[error.body.kind] ?? 400);
    }
  });
}

function addChat(app: Hono, chat: FixtureChat, personOf: PersonOf): void {
  app.post("/api/chat", async (context) => {
    const { threadId, message } = await context.req.json<{
      threadId: string;
      message: { id: string; text: string };
    }>();
    const person = personOf(context);
    const stream = person && chat.send(threadId, message, person);
    return stream
      ? sse(stream)
      : context.json({ error: { code: "NOT_FOUND", what: "No such thread." } }, 404);
  });
  app.get("/api/chat/threads", (context) => context.json({ threads: chat.list() }));
  app.post("/api/chat/threads", (context) => context.json({ id: chat.create().id }));
  app.get("/api/chat/:id/messages", (context) =>
    context.json({ messages: chat.messages(context.req.param("id")) }),
  );
  app.get("/api/chat/:id/stream", (context) => {
    const stream = chat.resume(context.req.param("id"));
    return stream ? sse(stream) : context.body(null, 204);
  });
  app.post("/api/chat/:id/stop", (context) => context.json({ stopped: chat.stop(context.req.param("id")) }));
  app.delete("/api/chat/:id", (context) => {
    chat.remove(context.req.param("id"));
    return context.json({ deleted: true });
  });
}

function sse(stream: ReadableStream<Chunk>): Response {
  const body = stream.pipeThrough(new JsonToSseTransformStream()).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers: UI_MESSAGE_STREAM_HEADERS });
}

async function serveAsset(assets: string, path: string): Promise<Response> {
  const name = normalize(path).replace(/^\/+/, "");
  const file = extname(name) ? name : "index.html";
  try {
    const body = await readFile(join(assets, file));
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    return new Response(new Uint8Array(body), { headers: { "content-type": type } });
  } catch {
    return new Response("not found", { status: 404 });
  }
}

function listen(app: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
  });
}

function addLive(server: ServerType, desk: FixtureDesk): WebSocketServer {
  const lines = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    lines.handleUpgrade(request, socket, head, (line) => follow(line, desk));
  });
  return lines;
}

function follow(line: WebSocket, desk: FixtureDesk): void {
  const snapshot = () => {
    const orders = desk.tickets.flatMap(({ order }) => order ?? []);
    const approvals = desk.approvals("pending");
    line.send(
      JSON.stringify({ type: "snapshot", seq: desk.seq, portfolio: desk.portfolio(), orders, approvals }),
    );
  };
  const leave = desk.listen((event) => line.send(JSON.stringify(event)));
  line.on("message", snapshot);
  line.on("close", leave);
  snapshot();
}

function close(server: ServerType, lines: WebSocketServer): Promise<void> {
  for (const line of lines.clients) line.terminate();
  if ("closeAllConnections" in server) server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
