import type { WebSocket } from "ws";
import { decodeMessage, encodeFrames } from "./codec.ts";
import { MARKET_ERRORS, type MarketFrame, type MarketStreamOptions } from "./market-stream.ts";

type Channel =
  | "trades"
  | "quotes"
  | "bars"
  | "updatedBars"
  | "dailyBars"
  | "statuses"
  | "lulds"
  | "imbalances"
  | "orderbooks"
  | "news";

interface Hooks {
  /** Whether the feed takes one more connection. */
  admits(): boolean;
  admitted(): void;
  isSilent(): boolean;
  closed(link: MarketLink): void;
}

const STOCK_CHANNELS: readonly Channel[] = [
  "trades",
  "quotes",
  "bars",
  "updatedBars",
  "dailyBars",
  "statuses",
  "lulds",
  "imbalances",
];
const CRYPTO_CHANNELS: readonly Channel[] = [
  "trades",
  "quotes",
  "bars",
  "updatedBars",
  "dailyBars",
  "orderbooks",
];
/** Which channel a kind of message belongs to; corrections and cancels follow trades by themselves. */
const CHANNEL_OF: Readonly<Record<string, Channel>> = {
  t: "trades",
  c: "trades",
  x: "trades",
  q: "quotes",
  b: "bars",
  u: "updatedBars",
  d: "dailyBars",
  s: "statuses",
  l: "lulds",
  i: "imbalances",
  o: "orderbooks",
  n: "news",
};

/** One connection to the market-data stream. */
export class MarketLink {
  readonly path: string;
  isIn = false;
  readonly #socket: WebSocket;
  readonly #options: MarketStreamOptions & { path: string; isMsgpack: boolean };
  readonly #hooks: Hooks;
  readonly #wanted = new Map<Channel, Set<string>>();
  readonly #authTimer: NodeJS.Timeout;

  constructor(
    socket: WebSocket,
    options: MarketStreamOptions & { path: string; isMsgpack: boolean },
    hooks: Hooks,
  ) {
    this.path = options.path;
    this.#socket = socket;
    this.#options = options;
    this.#hooks = hooks;
    this.#authTimer = setTimeout(() => this.sayError(404, true), options.authTimeoutMs);
    socket.on("ping", (data) => {
      if (!hooks.isSilent()) socket.pong(data);
    });
    socket.on("close", () => {
      clearTimeout(this.#authTimer);
      hooks.closed(this);
      options.onChange();
    });
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => this.#hear(data as Buffer));
    this.#send([{ T: "success", msg: "connected" }]);
  }

  get isSubscribed(): boolean {
    return [...this.#wanted.values()].some(({ size }) => size > 0);
  }

  wants({ T, S, symbols }: MarketFrame): boolean {
    const channel = CHANNEL_OF[T];
    const wanted = channel && this.#wanted.get(channel);
    if (!wanted) return false;
    const about = T === "n" && Array.isArray(symbols) ? symbols.map(String) : [S ?? ""];
    return wanted.has("*") || about.some((symbol) => wanted.has(symbol));
  }

  /** @returns how many of them it wanted */
  tell(frames: readonly MarketFrame[]): number {
    const wanted = frames.filter((frame) => this.wants(frame));
    if (wanted.length > 0) this.#send(wanted);
    return wanted.length;
  }

  sayError(code: number, isLast: boolean): void {
    this.#send([{ T: "error", code, msg: MARKET_ERRORS[code] ?? "internal error" }]);
    if (isLast) this.#socket.close();
  }

  sendRaw(bytes: Buffer | string): void {
    this.#socket.send(bytes);
  }

  drained(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      const done = () => {
        socket.off("pong", done).off("close", done);
        resolve();
      };
      socket.on("pong", done).on("close", done);
      socket.ping();
    });
  }

  break(): void {
    this.#socket.terminate();
  }

  #hear(data: Buffer): void {
    const said = decodeMessage(data, this.#options.isMsgpack);
    if (said?.action === "auth") this.#authenticate(said);
    else if (!this.isIn) this.sayError(said ? 401 : 400, false);
    else if (said?.action === "subscribe" || said?.action === "unsubscribe") this.#subscribe(said);
    else this.sayError(400, false);
    this.#options.onChange();
  }

  #authenticate({ key, secret }: Record<string, unknown>): void {
    const refused = this.#refusalOf(key, secret);
    if (refused !== null) {
      this.sayError(refused, refused !== 403);
      return;
    }
    this.isIn = true;
    clearTimeout(this.#authTimer);
    this.#hooks.admitted();
    this.#send([{ T: "success", msg: "authenticated" }]);
  }

  #refusalOf(key: unknown, secret: unknown): number | null {
    if (this.isIn) return 403;
    if (!this.#options.isKey(key, secret)) return 402;
    if (this.path === "/v2/sip" && this.#options.plan === "free") return 409;
    return this.#hooks.admits() ? null : 406;
  }

  #subscribe(said: Record<string, unknown>): void {
    const next = this.#changed(said);
    const counted = new Set([...(next?.get("trades") ?? []), ...(next?.get("quotes") ?? [])]);
    if (!next) this.sayError(400, false);
    else if (counted.size > this.#options.symbolLimit) this.sayError(405, false);
    else {
      for (const [channel, symbols] of next) this.#wanted.set(channel, symbols);
      this.#send([this.#subscription()]);
    }
  }

  /** The subscriptions after what the client said; null where it makes no sense. */
  #changed(said: Record<string, unknown>): Map<Channel, Set<string>> | null {
    const next = new Map([...this.#wanted].map(([channel, symbols]) => [channel, new Set(symbols)]));
    for (const channel of this.#channels) {
      const named = said[channel];
      if (named === undefined) continue;
      if (!Array.isArray(named)) return null;
      const symbols = next.get(channel) ?? new Set<string>();
      for (const symbol of named.map(String)) {
        if (said.action === "subscribe") symbols.add(symbol);
        else symbols.delete(symbol);
      }
      next.set(channel, symbols);
    }
    return next;
  }

  get #channels(): readonly Channel[] {
    if (this.path === "/v1beta1/news") return ["news"];
    return this.path.startsWith("/v1beta3/crypto") ? CRYPTO_CHANNELS : STOCK_CHANNELS;
  }

  /** Always the whole current set. */
  #subscription(): object {
    const named = Object.fromEntries(
      this.#channels.map((channel) => [channel, [...(this.#wanted.get(channel) ?? [])]]),
    );
    const follow = this.path.startsWith("/v2/")
      ? { corrections: named.trades, cancelErrors: named.trades }
      : {};
    return { T: "subscription", ...named, ...follow };
  }

  #send(frames: readonly object[]): void {
    this.#socket.send(encodeFrames(frames, this.#options.isMsgpack));
  }
}
