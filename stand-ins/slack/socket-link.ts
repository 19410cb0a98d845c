import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** An envelope on its way to the app, and what the app says to it. */
export interface Delivery {
  envelopeId: string;
  /** The body of the app's first acknowledgement. Rejects when it does not come in Slack's 3 s. */
  acknowledged: Promise<Record<string, unknown>>;
  /** How often the app has acknowledged it. */
  ackCount(): number;
  /** Sends the very same envelope again, as after an acknowledgement that was lost. */
  redeliver(): Promise<Record<string, unknown>>;
}

const ACK_WITHIN_MS = 3_000;
const PING_EVERY_MS = 5_000;

interface Waiting {
  resolve(payload: Record<string, unknown>): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** The Socket Mode side: single-use addresses, hello, envelopes, acknowledgements, refreshes and breaks. */
export class SocketLink {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #links = new Set<WebSocket>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #acks = new Map<string, number>();
  readonly #onChange: () => void;
  /** How many links have been opened in all. */
  opened = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get openLinks(): number {
    return this.#links.size;
  }

  newTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Takes a WebSocket upgrade; an address is good for one connection. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, appId: string): void {
    const ticket = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("ticket") ?? "";
    if (!this.#tickets.delete(ticket)) {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (link) => this.#open(link, appId));
  }

  #open(link: WebSocket, appId: string): void {
    this.#links.add(link);
    this.opened++;
    const pings = setInterval(() => link.ping(), PING_EVERY_MS);
    link.on("close", () => {
      clearInterval(pings);
      this.#links.delete(link);
      this.#onChange();
    });
    link.on("error", () => link.terminate());
    link.on("message", (frame) => this.#acknowledge(String(frame)));
    const debug_info = { host: "applink-1", build_number: 1, approximate_connection_time: 18_060 };
    link.send(
      JSON.stringify({
        type: "hello",
        num_connections: this.#links.size,
        debug_info,
        connection_info: { app_id: appId },
      }),
    );
    this.#onChange();
  }

  #acknowledge(frame: string): void {
    const { envelope_id: id, payload = {} } = JSON.parse(frame) as {
      envelope_id: string;
      payload?: Record<string, unknown>;
    };
    this.#acks.set(id, (this.#acks.get(id) ?? 0) + 1);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(payload);
    this.#onChange();
  }

  /** Sends an envelope over one of the links. @throws when no app is connected, as Slack tells the person */
  deliver(type: "interactive" | "slash_commands", payload: Record<string, unknown>): Delivery {
    const envelopeId = randomUUID();
    const send = (retry: number) => {
      const [link] = this.#links;
      if (!link) throw new Error("no app is connected: the person sees a warning sign");
      const acknowledged = new Promise<Record<string, unknown>>((resolve, reject) => {
        const late = () => reject(new Error(`the app did not acknowledge the ${type} envelope in 3 s`));
        this.#waiting.set(envelopeId, { resolve, reject, timer: setTimeout(late, ACK_WITHIN_MS) });
      });
      link.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type,
          payload,
          accepts_response_payload: true,
          ...(retry > 0 && { retry_attempt: retry, retry_reason: "timeout" }),
        }),
      );
      return acknowledged;
    };
    let retries = 0;
    return {
      envelopeId,
      acknowledged: send(0),
      ackCount: () => this.#acks.get(envelopeId) ?? 0,
      redeliver: () => send(++retries),
    };
  }

  /** Asks every link to come again, as Slack does when it moves a connection. */
  refresh(): void {
    for (const link of this.#links)
      link.send(
        JSON.stringify({
          type: "disconnect",
          reason: "refresh_requested",
          debug_info: { host: "applink-1" },
        }),
      );
  }

  /** Breaks every link without a word. */
  drop(): void {
    for (const link of this.#links) link.terminate();
  }

  /** Sends a frame as it is, such as one that is not JSON. */
  sendRaw(frame: string): void {
    for (const link of this.#links) link.send(frame);
  }

  close(): void {
    this.drop();
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#server.close();
  }
}
