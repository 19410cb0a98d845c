import type { BrokerEvent, Clock, Source } from "#core/model";
import { BrokerSilentError } from "../broker.ts";
import type { Connection } from "./connection.ts";
import { Look } from "./look.ts";
import { OrderLog } from "./order-log.ts";
import { OrderStream, type StreamTimings } from "./order-stream.ts";
import type { AlpacaOrder, TradeUpdate } from "./wire.ts";

export interface WatchTimings extends StreamTimings {
  /** Pause between two looks while the stream is sound, and while something is known to be missing, ms. */
  lookMs: number;
  gapLookMs: number;
  /** How far the first look reaches back, ms. */
  lookBackMs: number;
}

export interface WatchOptions {
  connection: Connection;
  url: string;
  clock: Clock;
  source: Source;
  timings: WatchTimings;
  tell(event: BrokerEvent): void;
}

const MAX_STRAYS = 100;

/** Keeps the log of our orders whole: the stream tells at once, and looks find what it lost. */
export class OrderWatch {
  readonly log: OrderLog;
  readonly look: Look;
  readonly #options: WatchOptions;
  readonly #stream: OrderStream;
  /** Orders told of that nobody could place yet: ours by a leg, or foreign. */
  readonly #strays: AlpacaOrder[] = [];
  /** Something was or may have been missed; look soon. */
  #hasGap = true;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #lookFailure: string | null = null;
  #looking: Promise<void> | null = null;

  constructor(options: WatchOptions) {
    const { connection, url, clock, source, timings, tell } = options;
    this.#options = options;
    this.log = new OrderLog(source, tell);
    this.look = new Look({ connection, log: this.log, clock, lookBackMs: timings.lookBackMs });
    const streamUrl = `${new URL(url).origin.replace(/^http/, "ws")}/stream`;
    this.#stream = new OrderStream(connection.trading, streamUrl, timings, {
      update: (update) => this.#hear(update),
      listening: () => this.missed(),
      gap: () => this.missed(),
      refused: () => connection.refuse(),
    });
  }

  connect(): void {
    this.#stream.connect();
  }

  async close(): Promise<void> {
    this.#stream.close();
    await this.#looking?.catch(() => {});
  }

  missed(): void {
    this.#hasGap = true;
  }

  /** Takes in an order from an answer. */
  take(order: AlpacaOrder): void {
    if (this.log.observe(order)) return;
    this.#hasGap = true;
    if (!this.log.isOurs(order) && this.#strays.length < MAX_STRAYS) this.#strays.push(order);
  }

  /** Looks when one is due: soon after a gap, and now and then though the stream seems sound. */
  async tick(): Promise<void> {
    const { gapLookMs, lookMs } = this.#options.timings;
    const pauseMs = this.#hasGap ? gapLookMs : lookMs;
    if (this.#options.clock.now().getTime() - this.#lookedAtMs < pauseMs) return;
    await this.lookNow().catch(() => {});
  }

  /** One look at a time; whoever comes meanwhile waits for the one under way. @throws BrokerSilentError */
  lookNow(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** The last look failed, so nobody knows what has happened since the one before. */
  get isBlind(): boolean {
    return this.#lookFailure !== null;
  }

  /** What is wrong with the watch, in words; lasting trouble needs a person. */
  get troubles(): { lasting: string | null; passing: string[] } {
    const gone = this.look.vanished.size;
    return {
      lasting: gone === 0 ? null : `Alpaca no longer knows ${gone} order${gone === 1 ? "" : "s"} of ours`,
      passing: [
        ...(this.#stream.isListening ? [] : ["the order stream is not connected"]),
        ...(this.#lookFailure === null ? [] : [`the last look failed: ${this.#lookFailure}`]),
      ],
    };
  }

  async #lookOnce(): Promise<void> {
    this.#lookedAtMs = this.#options.clock.now().getTime();
    this.#hasGap = false;
    try {
      await this.look.whole(this.#strays.splice(0));
      this.#lookFailure = null;
      this.#hasGap ||= this.log.isWanting;
    } catch (error) {
      this.#hasGap = true;
      this.#lookFailure = error instanceof BrokerSilentError ? error.parts.why : String(error);
      throw error;
    }
  }

  #hear({ event, order, timestamp, ...update }: TradeUpdate): void {
    const at = timestamp ?? this.#options.clock.now().toISOString();
    const { execution_id: id, previous_execution_id: previous, price, qty: quantity } = update;
    this.log.observe(order);
    const isFill = event === "fill" || event === "partial_fill";
    if ((event === "trade_bust" || event === "trade_correct") && price && quantity)
      this.#hasGap ||= !this.log.bust(order.id, previous ?? id ?? null, quantity, price, at);
    if ((isFill || event === "trade_correct") && price && quantity)
      this.log.execution({
        orderId: order.id,
        cumulative: order.filled_qty,
        quantity,
        price,
        at,
        ids: id ? [id] : [],
        isCorrection: !isFill,
      });
    this.take(order);
  }
}
