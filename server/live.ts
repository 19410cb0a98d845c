import { upgradeWebSocket } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { WSContext } from "hono/ws";
import { type Actor, contextFor, type Desk, getPortfolio, listApprovals, listOrders } from "#operations";
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

/** How long a line may go on, as things happen, before it is asked again whether its person still has a seat, ms. */
const SEAT_CHECK_MS = 2_000;
/** Close code of a line whose session has ended; 4000 to 4999 are an application's own. */
const SIGNED_OUT = 4401;

/**
 * Snapshot first, then every event with its number; a client that misses one asks for the snapshot again. The line
 * ends with the session it was opened in.
 */
export function liveRoute(
  app: OpenAPIHono<ServerEnv>,
  desk: Desk,
  live: LiveEvents,
  whoIs: (headers: Headers) => Promise<Actor | null>,
): void {
  app.get(
    "/api/live",
    upgradeWebSocket((c) => {
      const { headers } = c.req.raw;
      const send = (ws: WSContext, message: object) => ws.send(JSON.stringify(message));
      let seatedAtMs = Number.NEGATIVE_INFINITY;
      const seated = async (ws: WSContext): Promise<Actor | null> => {
        seatedAtMs = performance.now();
        const actor = await whoIs(headers);
        if (!actor) ws.close(SIGNED_OUT, "signed out");
        return actor;
      };
      const snapshot = async (ws: WSContext) => {
        const actor = await seated(ws);
        if (!actor) return;
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
          leave = live.subscribe((event) => {
            send(ws, { type: "event", ...event });
            if (performance.now() - seatedAtMs > SEAT_CHECK_MS) seated(ws).catch(failed);
          });
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
