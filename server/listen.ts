import { type ServerType, serve } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { WebSocketServer } from "ws";
import { OperatorError } from "#core/model";
import type { ServerEnv } from "./who-asks.ts";

/** How long answers under way may take once the server closes, ms. A conversation's answer is one of them. */
const DRAIN_MS = 6_000;
/** How often connections that have become idle are let go of while it closes, ms. */
const LOOK_MS = 50;

/** What a browser may send over a line at once, bytes; lines mostly tell. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export interface RunningServer {
  port: number;
  isListening(): boolean;
  /** Takes no more requests, finishes those under way within 6 s, and ends. */
  close(): Promise<void>;
}

/** Listens. @throws OperatorError PORT_TAKEN, PORT_NOT_ALLOWED, HOST_UNKNOWN */
export async function listen(
  app: OpenAPIHono<ServerEnv>,
  host: string,
  port: number,
): Promise<RunningServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(
      { fetch: app.fetch, hostname: host, port, websocket: { server: sockets } },
      (info) =>
        resolve({
          port: info.port,
          isListening: () => server.listening,
          close: () => drain(server, sockets),
        }),
    );
    server.on("error", (error: NodeJS.ErrnoException) => reject(inWords(error, host, port)));
  });
}

function drain(server: ServerType, sockets: WebSocketServer): Promise<void> {
  return new Promise((closed) => {
    for (const client of sockets.clients) client.terminate();
    const hasIdle = "closeIdleConnections" in server;
    const looking = setInterval(() => hasIdle && server.closeIdleConnections(), LOOK_MS);
    const ending = setTimeout(
      () => "closeAllConnections" in server && server.closeAllConnections(),
      DRAIN_MS,
    );
    server.close(() => {
      clearInterval(looking);
      clearTimeout(ending);
      closed();
    });
  });
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new OperatorError("PORT_TAKEN", "conflict", {
      what: `Something already listens on ${host}:${port}.`,
      why: "Two servers cannot share a port.",
      fix: "Stop the other one, or choose another port with QUARTERDECK_PORT.",
    });
  if (error.code === "EACCES")
    return new OperatorError("PORT_NOT_ALLOWED", "conflict", {
      what: `This user may not listen on port ${port}.`,
      why: "Low ports belong to the system.",
      fix: "Choose a port above 1023 with QUARTERDECK_PORT.",
    });
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new OperatorError("HOST_UNKNOWN", "conflict", {
      what: `This machine has no address ${host}.`,
      why: "server.host in quarterdeck.yaml says where to listen.",
      fix: "Set it to 127.0.0.1, or to an address of this machine.",
    });
  return error;
}
