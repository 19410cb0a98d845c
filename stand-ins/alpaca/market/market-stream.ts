import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { MarketLink } from "./market-link.ts";

/** How the market-data stream misbehaves with what is due next. */
export interface MarketStreamFaults {
  /** So many messages are never sent. */
  lose: number;
  /** So many messages are sent twice. */
  repeat: number;
  /** So many messages are held back and sent after the one that follows. */
  reorder: number;
  /** Nothing is sent and no ping answered, though the connection stands. */
  isSilent: boolean;
  /** New connections are answered with this status instead of being opened; 0 for none. */
  refuseWith: number;
}

export interface MarketStreamOptions {
  isKey(key: unknown, secret: unknown): boolean;
  onChange(): void;
  plan: "free" | "paid";
  authTimeoutMs: number;
  /** Symbols of trades and quotes together on one connection. */
  symbolLimit: number;
  /** Connections to one feed at a time. */
  connectionLimit: number;
}

/** One message of the stream: T names its kind, S its symbol; news has none. */
export type MarketFrame = { T: string; S?: string } & Record<string, unknown>;

const SOUND: MarketStreamFaults = { lose: 0, repeat: 0, reorder: 0, isSilent: false, refuseWith: 0 };
const PATHS = /^\/(?:v2\/(?:iex|sip|delayed_sip|boats|overnight|test)|v1beta3\/crypto\/us|v1beta1\/news)$/;

export const MARKET_ERRORS: Readonly<Record<number, string>> = {
  400: "invalid syntax",
  401: "not authenticated",
  402: "auth failed",
  403: "already authenticated",
  404: "auth timeout",
  405: "symbol limit exceeded",
  406: "connection limit exceeded",
  407: "slow client",
  408: "v2 not enabled",
  409: "insufficient subscription",
  500: "internal error",
};

/** The market-data stream on its paths: msgpack or JSON, auth within its time, subscriptions, and faults on demand. */
export class MarketStream {
  /** Every connection that was ever authenticated. */
  authenticated = 0;
  /** Every message that went to a subscriber. */
  sent = 0;
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #links = new Set<MarketLink>();
  readonly #options: MarketStreamOptions;
  #faults: MarketStreamFaults = { ...SOUND };
  #held: MarketFrame | null = null;

  constructor(options: MarketStreamOptions) {
    this.#options = options;
  }

  static isPath(path: string): boolean {
    return PATHS.test(path);
  }

  /** Connections that have subscribed to anything. */
  get listening(): number {
    return [...this.#links].filter(({ isSubscribed }) => isSubscribed).length;
  }

  /** Whether somebody listens to a kind of message about a symbol. */
  isWanted(frame: MarketFrame): boolean {
    return [...this.#links].some((link) => link.wants(frame));
  }

  misbehave(faults: Partial<MarketStreamFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  heal(): void {
    this.#faults = { ...SOUND };
    const held = this.#held;
    this.#held = null;
    if (held) this.#send([held]);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): void {
    if (this.#faults.refuseWith > 0) {
      socket.end(`HTTP/1.1 ${this.#faults.refuseWith} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      const isMsgpack = request.headers["content-type"] === "application/msgpack";
      const link = new MarketLink(
        opened,
        { path, isMsgpack, ...this.#options },
        {
          admits: () =>
            [...this.#links].filter((other) => other.path === path && other.isIn).length <
            this.#options.connectionLimit,
          admitted: () => this.authenticated++,
          isSilent: () => this.#faults.isSilent,
          closed: (gone) => this.#links.delete(gone),
        },
      );
      this.#links.add(link);
    });
  }

  /** Tells one message to whoever wants it, unless a fault meets it. */
  tell(frame: MarketFrame): void {
    if (this.#faults.lose > 0) {
      this.#faults.lose--;
      return;
    }
    if (this.#faults.reorder > 0 && !this.#held) {
      this.#faults.reorder--;
      this.#held = frame;
      return;
    }
    const isTwice = this.#faults.repeat > 0;
    if (isTwice) this.#faults.repeat--;
    this.#send([frame, ...(isTwice ? [frame] : []), ...(this.#held ? [this.#held] : [])]);
    this.#held = null;
  }

  /** Tells many messages in one array, as a busy feed does. */
  tellMany(frames: readonly MarketFrame[]): void {
    this.#send(frames);
  }

  /** Says an error to everybody; those that end a connection end it. */
  sayError(code: number, isLast = [402, 404, 406, 407].includes(code)): void {
    for (const link of this.#links) link.sayError(code, isLast);
  }

  /** Sends bytes as they are, such as ones that are no msgpack. */
  sendRaw(bytes: Buffer | string): void {
    for (const link of this.#links) link.sendRaw(bytes);
  }

  /** Waits until every listener has had what was sent: its answer to a ping comes behind it. */
  async drained(): Promise<void> {
    await Promise.all([...this.#links].map((link) => link.drained()));
  }

  /** Breaks every connection without a word. */
  drop(): void {
    for (const link of this.#links) link.break();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #send(frames: readonly MarketFrame[]): void {
    if (this.#faults.isSilent) return;
    for (const link of this.#links) this.sent += link.tell(frames);
  }
}
