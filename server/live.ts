import { upgradeWebSocket } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { WSContext } from "hono/ws";
import { contextFor, type Desk, getPortfolio, listApprovals, listOrders } from "#operations";
import type { ServerEnv } from "./who-asks.ts";

/** An event of the desk, as it is told to browsers. */
export interface LiveEvent {
  seq: number;
  event: string;
  entityId: string;
  at: string;
}

/** Where the desk's events come from, in order and without gaps. */
export interface LiveEvents {
  latestSeq(): number;
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

/** Snapshot first, then every event with its number; a client that misses one asks for the snapshot again. */
export function liveRoute(app: OpenAPIHono<ServerEnv>, desk: Desk, live: LiveEvents): void {
  app.get(
    "/api/live",
    upgradeWebSocket((c) => {
      const actor = c.get("actor");
      const send = (ws: WSContext, message: object) => ws.send(JSON.stringify(message));
      const snapshot = async (ws: WSContext) => {
        // The number is taken before the reads: an event in between is told again, never lost.
        const seq = live.latestSeq();
        const ctx = contextFor(desk, actor);
        const [portfolio, orders, approvals] = [
          await getPortfolio.perform(ctx, {}),
          await listOrders.perform(ctx, {}),
          await listApprovals.perform(ctx, {}),
        ];
        send(ws, { type: "snapshot", seq, portfolio, ...orders, ...approvals });
      };
      const failed = (error: unknown) => desk.log.warn({ err: error }, "the live line could not be served");
      let leave = () => {};
      return {
        onOpen: (_event, ws) => {
          leave = live.subscribe((event) => send(ws, { type: "event", ...event }));
          snapshot(ws).catch(failed);
        },
        onMessage: (event, ws) => {
          if (String(event.data).includes('"resync"')) snapshot(ws).catch(failed);
        },
        onClose: () => leave(),
        onError: () => leave(),
      };
    }),
  );
}
