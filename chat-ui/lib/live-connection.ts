import type { Order, Portfolio } from "#core/model";
import type { ListedApproval } from "./desk-types.ts";

export interface LiveSnapshot {
  portfolio: Portfolio;
  orders: Order[];
  approvals: ListedApproval[];
}

export interface LiveEvent {
  event: string;
  entityId: string;
  at: string;
}

type LiveMessage =
  | ({ type: "snapshot"; seq: number } & LiveSnapshot)
  | ({ type: "event"; seq: number } & LiveEvent);

export type LineState = "connecting" | "live" | "lost";

export interface LiveHandlers {
  onSnapshot(snapshot: LiveSnapshot): void;
  onEvent(event: LiveEvent): void;
  onLine(state: LineState): void;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;

/**
 * The WebSocket to the desk. Starts from a snapshot, follows events by their sequence number, asks for a new
 * snapshot when one is missing, and reconnects with growing pauses.
 */
export class LiveConnection {
  readonly #url: string;
  readonly #handlers: LiveHandlers;
  #socket: WebSocket | null = null;
  #seq: number | null = null;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(url: string, handlers: LiveHandlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  open(): void {
    this.#isClosed = false;
    this.#seq = null;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener("message", (message) => this.#receive(String(message.data)));
    socket.addEventListener("close", () => this.#onClose(socket));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  #onClose(socket: WebSocket): void {
    if (this.#isClosed || socket !== this.#socket) return;
    this.#handlers.onLine("lost");
    const pauseMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.open(), pauseMs);
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as LiveMessage;
    if (message.type === "snapshot") {
      this.#seq = message.seq;
      this.#attempts = 0;
      this.#handlers.onSnapshot(message);
      this.#handlers.onLine("live");
      return;
    }
    // Events before the snapshot, and repeats, are already in it.
    if (this.#seq === null || message.seq <= this.#seq) return;
    if (message.seq > this.#seq + 1) {
      this.#seq = null;
      this.#socket?.send(JSON.stringify({ type: "resync" }));
      return;
    }
    this.#seq = message.seq;
    this.#handlers.onEvent(message);
  }
}
