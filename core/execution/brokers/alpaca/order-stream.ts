import type { Alpaca } from "@alpacahq/alpaca-trade-api";
import { TradeUpdate } from "./wire.ts";

export interface StreamTimings {
  /** A ping goes out so often, and an answer must come so soon, ms: together the longest silence. */
  pingMs: number;
  pongMs: number;
  /** The first pause before connecting again, doubled each time, ms. */
  reconnectMs: number;
}

export interface StreamHandlers {
  update(update: TradeUpdate): void;
  /** It listens (again): what was told meanwhile is lost and has to be looked for. */
  listening(): void;
  /** Something was told that we cannot read, or the connection broke. */
  gap(): void;
  /** The key was refused; it does not connect again by itself. */
  refused(): void;
}

const MAX_RECONNECT_MS = 30_000;

/** The order stream. It connects again for ever, and never hides that it was away. */
export class OrderStream {
  readonly #stream: ReturnType<Alpaca["trading"]["stream"]>;
  #isListening = false;

  constructor(trading: Alpaca["trading"], url: string, timings: StreamTimings, handlers: StreamHandlers) {
    this.#stream = trading.stream({
      url,
      maxReconnectAttempts: -1,
      initialReconnectMs: timings.reconnectMs,
      maxReconnectMs: MAX_RECONNECT_MS,
      pingIntervalMs: timings.pingMs,
      pongWaitMs: timings.pongMs,
    });
    this.#stream.subscribeTradeUpdates();
    this.#stream.onTradeUpdate((raw) => {
      const update = TradeUpdate.safeParse(raw);
      if (update.success) handlers.update(update.data);
      else handlers.gap();
    });
    this.#stream.on("subscription", () => {
      this.#isListening = true;
      handlers.listening();
    });
    this.#stream.onDisconnect(() => {
      this.#isListening = false;
      handlers.gap();
    });
    this.#stream.onError((words) => {
      if (words === "auth failed") handlers.refused();
      else handlers.gap();
    });
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  connect(): void {
    this.#stream.connect();
  }

  close(): void {
    this.#stream.disconnect();
  }
}
