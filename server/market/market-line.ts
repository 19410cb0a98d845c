import type { MarketFeed, Tick, TickKind } from "./market-feed.ts";

/** What waits in one connection's socket before its ticks are left out, bytes. */
const MAX_WAITING_BYTES = 256 * 1024;
/** A connection that reads too slowly for so long is closed, ms. */
const MAX_LAG_MS = 15_000;
/** Close code of a connection that reads too slowly; 4000 to 4999 are an application's own. */
const TOO_SLOW = 4408;

/** The connection under a line. */
export interface Wire {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes handed over and not yet taken by the network. */
  waitingBytes(): number;
}

/** What is said beside the ticks of a snapshot, such as how the vendors are. */
export type Beside = Record<string, unknown>;

/**
 * One subscriber's line: a snapshot, then ticks. Every message names the number it follows (`after`), so that a client
 * sees what it missed. Who reads slower than ticks come gets none for a while, then a snapshot that says how many were
 * left out; nothing piles up here.
 */
export class MarketLine {
  #symbols: readonly string[] = [];
  #kinds: readonly TickKind[] = [];
  #leave: () => void = () => {};
  #seq = 0;
  #leftOut = 0;
  #laggingSinceMs: number | null = null;

  constructor(
    private readonly wire: Wire,
    private readonly feed: MarketFeed,
  ) {}

  symbols(): readonly string[] {
    return this.#symbols;
  }

  /** Takes the place of what was subscribed before. `first` are ticks for what the feed has not told yet. */
  subscribe(symbols: readonly string[], kinds: readonly TickKind[], beside: Beside): void {
    this.#leave();
    this.#symbols = symbols;
    this.#kinds = kinds;
    this.#leave = this.feed.subscribe(symbols, kinds, (ticks) => this.#tell(ticks));
    this.#snapshot(beside);
  }

  /** Tells what was missed after that number, or everything anew when it is no longer kept. */
  since(seq: number, beside: Beside): void {
    const missed = this.feed.since(seq, this.#symbols, this.#kinds);
    if (!missed) {
      this.#snapshot({
        ...beside,
        reason: "What was missed is no longer kept; this is how things stand now.",
      });
      return;
    }
    this.#seq = seq;
    this.#send(missed, this.feed.latestSeq());
  }

  #snapshot(beside: Beside): void {
    const { symbols, kinds } = { symbols: this.#symbols, kinds: this.#kinds };
    this.#seq = this.feed.latestSeq();
    const head = JSON.stringify({ type: "snapshot", seq: this.#seq, symbols, kinds, ...beside });
    const ticks = this.feed.snapshot(symbols, kinds).map((tick) => tick.text());
    this.wire.send(`${head.slice(0, -1)},"ticks":[${ticks.join(",")}]}`);
  }

  #tell(ticks: readonly Tick[]): void {
    if (this.#laggingSinceMs !== null || this.wire.waitingBytes() > MAX_WAITING_BYTES) {
      this.#laggingSinceMs ??= performance.now();
      this.#leftOut += ticks.length;
      return;
    }
    this.#send(ticks, ticks.at(-1)?.seq ?? this.#seq);
  }

  #send(ticks: readonly Tick[], seq: number): void {
    const texts = ticks.map((tick) => tick.text()).join(",");
    this.wire.send(`{"type":"ticks","after":${this.#seq},"seq":${seq},"ticks":[${texts}]}`);
    this.#seq = seq;
  }

  /** Lets a slow line catch up by a snapshot once it has read, or ends it. */
  look(beside: () => Beside): void {
    if (this.#laggingSinceMs === null) return;
    if (this.wire.waitingBytes() === 0) {
      const reason = `You read slower than ticks come: ${this.#leftOut} were left out.`;
      this.#laggingSinceMs = null;
      this.#leftOut = 0;
      this.#snapshot({ ...beside(), reason });
    } else if (performance.now() - this.#laggingSinceMs > MAX_LAG_MS) {
      this.close(TOO_SLOW, "too slow: ticks could not be sent for 15 s; subscribe to fewer symbols");
    }
  }

  close(code: number, reason: string): void {
    this.leave();
    this.wire.close(code, reason);
  }

  leave(): void {
    this.#leave();
    this.#leave = () => {};
  }
}
