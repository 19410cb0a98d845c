import type { LineState } from "./live-connection.ts";
import { type FollowedMarket, follow, type MarketMessage, UNFOLLOWED } from "./market-feed.ts";

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
/** The desk speaks at least every 15 s; after so long without a word the line is dead, whatever the browser thinks. */
const SILENCE_MS = 40_000;

export interface MarketHandlers {
  onMarket(market: FollowedMarket): void;
  onLine(state: LineState): void;
}

/**
 * The WebSocket to `/api/market` for the quotes of some symbols. Asks for what it missed, and reconnects with growing
 * pauses.
 */
export class MarketConnection {
  #market = UNFOLLOWED;
  #socket: WebSocket | null = null;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(
    private readonly url: string,
    private readonly symbols: readonly string[],
    private readonly handlers: MarketHandlers,
  ) {}

  open(): void {
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#market = { ...this.#market, seq: null, isBehind: false };
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ type: "subscribe", symbols: this.symbols, kinds: ["quote"] }));
    });
    socket.addEventListener("message", ({ data }) =>
      this.#receive(JSON.parse(String(data)) as MarketMessage),
    );
    socket.addEventListener("close", () => this.#lose(socket));
    this.#expectWord(socket);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#socket?.close();
  }

  #receive(message: MarketMessage): void {
    const { isBehind } = this.#market;
    if (this.#socket) this.#expectWord(this.#socket);
    this.#market = follow(this.#market, message);
    this.handlers.onMarket(this.#market);
    if (message.type === "refused") this.handlers.onLine("lost");
    if (message.type === "snapshot") {
      this.#attempts = 0;
      this.handlers.onLine("live");
    }
    if (this.#market.isBehind && !isBehind)
      this.#socket?.send(JSON.stringify({ type: "since", seq: this.#market.seq }));
  }

  #expectWord(socket: WebSocket): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      socket.close();
      this.#lose(socket);
    }, SILENCE_MS);
  }

  #lose(socket: WebSocket): void {
    if (this.#isClosed || socket !== this.#socket) return;
    this.#socket = null;
    clearTimeout(this.#silence);
    this.handlers.onLine("lost");
    const pauseMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    this.#retry = setTimeout(() => this.open(), pauseMs);
  }
}
