import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { type LineState, LiveConnection } from "./live-connection.ts";
import { applyEvent, applySnapshot } from "./live-effects.ts";
import { meQuery } from "./queries.ts";

interface LiveState {
  line: LineState;
  /** When the desk last told us anything; null before the first snapshot. */
  heardAt: string | null;
}

export const useLive = create<LiveState>(() => ({ line: "connecting", heardAt: null }));

const POLL_WHILE_LOST_MS = 10_000;

/** Follows the desk for as long as the frame is on screen; falls back to polling while the line is down. */
export function useLiveDesk(): void {
  const client = useQueryClient();
  useEffect(() => {
    const heard = () => useLive.setState({ heardAt: new Date().toISOString() });
    const url = new URL("/api/live", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const connection = new LiveConnection(url.href, {
      onSnapshot: (snapshot) => {
        heard();
        applySnapshot(client, snapshot);
      },
      onEvent: (event) => {
        heard();
        applyEvent(client, event);
      },
      onLine: (line) => {
        useLive.setState({ line });
        // The desk also ends a line whose session is over; asking who we are tells the two apart.
        if (line === "lost") void client.invalidateQueries({ queryKey: meQuery.queryKey });
      },
    });
    connection.open();
    return () => connection.close();
  }, [client]);

  const line = useLive((state) => state.line);
  useEffect(() => {
    if (line !== "lost") return;
    const timer = setInterval(() => void client.invalidateQueries(), POLL_WHILE_LOST_MS);
    return () => clearInterval(timer);
  }, [client, line]);
}
