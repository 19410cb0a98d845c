import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { TradeUpdate } from "./wire.ts";

/** How the stream misbehaves with what is due next. */
export interface StreamFaults {
  /** So many updates are never sent, while pings are still answered. */
  lose: number;
  /** So many updates are sent twice. */
  repeat: number;
  /** So many updates are held back and sent after the one that follows. */
  reorder: number;
  /** Nothing is sent and no ping answered, though the connection stands. */
  isSilent: boolean;
}

interface Link {
  socket: WebSocket;
  isAuthorized: boolean;
  isListening: boolean;
}

const SOUND: StreamFaults = { lose: 0, repeat: 0, reorder: 0, isSilent: false };

/** The trading stream: JSON in binary frames, authenticate, listen, trade_updates. Nothing is ever replayed. */
export class TradingStream {
  /** Every connection that was ever authorized. */
  authorized = 0;
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #links = new Set<Link>();
  readonly #isKey: (key: unknown, secret: unknown) => boolean;
  readonly #onChange: () => void;
  #faults: StreamFaults = { ...SOUND };
  #held: TradeUpdate | null = null;

  constructor(isKey: (key: unknown, secret: unknown) => boolean, onChange: () => void) {
    this.#isKey = isKey;
    this.#onChange = onChange;
  }

  get listening(): number {
    return [...this.#links].filter(({ isListening }) => isListening).length;
  }

  misbehave(faults: Partial<StreamFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  heal(): void {
    this.#faults = { ...SOUND };
    if (this.#held) this.#send(this.#held);
    this.#held = null;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (link) => this.#open(link));
  }

  tell(update: TradeUpdate): void {
    if (this.#faults.lose > 0) {
      this.#faults.lose--;
      return;
    }
    if (this.#faults.reorder > 0 && !this.#held) {
      this.#faults.reorder--;
      this.#held = update;
      return;
    }
    this.#send(update);
    if (this.#faults.repeat > 0) {
      this.#faults.repeat--;
      this.#send(update);
    }
    if (this.#held) this.#send(this.#held);
    this.#held = null;
  }

  /** Sends a frame as it is, such as one that is not JSON. */
  sendRaw(frame: string): void {
    for (const { socket } of this.#links) socket.send(frame);
  }

  /** Waits until every listener has had what was sent: its answer to a ping comes behind it. */
  async drained(): Promise<void> {
    const live = [...this.#links].filter(({ isListening }) => isListening);
    await Promise.all(
      live.map(
        ({ socket }) =>
          new Promise<void>((resolve) => {
            const done = () => {
              socket.off("pong", done).off("close", done);
              resolve();
            };
            socket.on("pong", done).on("close", done);
            socket.ping();
          }),
      ),
    );
  }

  /** Breaks every connection without a word. */
  drop(): void {
    for (const { socket } of this.#links) socket.terminate();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #send(update: TradeUpdate): void {
    if (this.#faults.isSilent) return;
    for (const link of this.#links) if (link.isListening) frame(link, "trade_updates", update);
  }

  #open(socket: WebSocket): void {
    const link: Link = { socket, isAuthorized: false, isListening: false };
    this.#links.add(link);
    socket.on("ping", (data) => {
      if (!this.#faults.isSilent) socket.pong(data);
    });
    socket.on("close", () => {
      this.#links.delete(link);
      this.#onChange();
    });
    socket.on("error", () => socket.terminate());
    socket.on("message", (text) => this.#hear(link, String(text)));
  }

  #hear(link: Link, text: string): void {
    const { action, data } = messageOf(text);
    if (action === "authenticate" || action === "auth") {
      link.isAuthorized = this.#isKey(data.key_id, data.secret_key);
      if (link.isAuthorized) this.authorized++;
      const status = link.isAuthorized ? "authorized" : "unauthorized";
      frame(link, "authorization", { status, action: "authenticate" });
    } else if (action === "listen" && !link.isAuthorized)
      frame(link, "authorization", { status: "unauthorized", action: "listen" });
    else if (action === "listen") {
      const wanted = Array.isArray(data.streams) ? data.streams : [];
      const streams = wanted.filter((name) => name === "trade_updates");
      link.isListening = streams.length > 0;
      frame(link, "listening", { streams });
    } else
      link.socket.send(
        Buffer.from(JSON.stringify({ action: "error", data: { error_message: "invalid syntax" } })),
      );
    this.#onChange();
  }
}

/** What the client said; an action of nothing when it is not JSON. */
function messageOf(text: string): { action: unknown; data: Record<string, unknown> } {
  try {
    const { action, data } = JSON.parse(text) as { action?: unknown; data?: Record<string, unknown> };
    return { action, data: data ?? {} };
  } catch {
    return { action: null, data: {} };
  }
}

function frame({ socket }: Link, stream: string, data: object): void {
  socket.send(Buffer.from(JSON.stringify({ stream, data })));
}
