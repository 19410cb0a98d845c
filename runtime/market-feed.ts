import type { Bar, BookSnapshot, Clock, FactBatch, Quote, Trade } from "#core/model";
import type { MarketFeed, Tick, TickKind } from "#server";

/** Ticks kept for whoever missed some: so many, and of order books so many levels. */
const MAX_KEPT = 20_000;
const MAX_LEVELS = 200_000;
/** Pairs of kind and symbol whose newest fact is kept. */
const MAX_NEWEST = 40_000;
/** Room for numbers between two starts: no feed tells a million facts a second. */
const SEQ_PER_MS = 1_000;

interface Subscriber {
  kinds: ReadonlySet<TickKind>;
  listener: (ticks: readonly Tick[]) => void;
}

/** The feed of one process, in memory: bounded, and empty after a start. */
export class MarketTape implements MarketFeed {
  readonly #kept: (ToldTick | undefined)[] = new Array(MAX_KEPT);
  readonly #newest = new Map<string, ToldTick>();
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  /** Number of the newest tick; the first follows from the time, so that numbers rise over a restart. */
  #seq: number;
  #oldest: number;
  #levels = 0;

  constructor(clock: Clock) {
    this.#seq = clock.now().getTime() * SEQ_PER_MS;
    this.#oldest = this.#seq + 1;
  }

  publish({ quotes = [], trades = [], bars = [], books = [] }: FactBatch): void {
    const told = new Map<Subscriber, Tick[]>();
    const tell = (kind: TickKind, facts: readonly Tick["fact"][]) => {
      for (const fact of facts) this.#tell(kind, fact, told);
    };
    tell("quote", quotes);
    tell("trade", trades);
    tell("bar", bars);
    tell("book", books);
    for (const [subscriber, ticks] of told) subscriber.listener(ticks);
  }

  #tell(kind: TickKind, fact: Tick["fact"], told: Map<Subscriber, Tick[]>): void {
    const tick = new ToldTick(++this.#seq, kind, fact);
    this.#keep(tick);
    const key = keyOf(kind, fact);
    const held = this.#newest.get(key);
    if (!held || held.fact.occurredAt <= fact.occurredAt) {
      if (held || this.#newest.size < MAX_NEWEST) this.#newest.set(key, tick);
    }
    for (const subscriber of this.#subscribers.get(fact.symbol) ?? []) {
      if (!subscriber.kinds.has(kind)) continue;
      const ticks = told.get(subscriber);
      if (ticks) ticks.push(tick);
      else told.set(subscriber, [tick]);
    }
  }

  #keep(tick: ToldTick): void {
    this.#levels += levelsOf(tick.fact);
    if (tick.seq - this.#oldest >= MAX_KEPT) this.#dropOldest();
    this.#kept[tick.seq % MAX_KEPT] = tick;
    while (this.#levels > MAX_LEVELS && this.#oldest < tick.seq) this.#dropOldest();
  }

  #dropOldest(): void {
    const slot = this.#oldest++ % MAX_KEPT;
    const dropped = this.#kept[slot];
    if (dropped) this.#levels -= levelsOf(dropped.fact);
    this.#kept[slot] = undefined;
  }

  latestSeq(): number {
    return this.#seq;
  }

  /** Symbols that somebody wants to hear of. */
  wanted(kind: TickKind): string[] {
    return [...this.#subscribers]
      .filter(([, held]) => [...held].some(({ kinds }) => kinds.has(kind)))
      .map(([symbol]) => symbol);
  }

  snapshot(symbols: readonly string[], kinds: readonly TickKind[]): Tick[] {
    return symbols
      .flatMap((symbol) => kinds.flatMap((kind) => this.#newest.get(`${kind}:${symbol}`) ?? []))
      .sort((a, b) => a.seq - b.seq);
  }

  since(seq: number, symbols: readonly string[], kinds: readonly TickKind[]): Tick[] | null {
    if (seq < this.#oldest - 1 || seq > this.#seq) return null;
    const [wantedSymbols, wantedKinds] = [new Set(symbols), new Set(kinds)];
    const missed: Tick[] = [];
    for (let at = seq + 1; at <= this.#seq; at++) {
      const tick = this.#kept[at % MAX_KEPT];
      if (tick && wantedSymbols.has(tick.symbol) && wantedKinds.has(tick.kind)) missed.push(tick);
    }
    return missed;
  }

  subscribe(
    symbols: readonly string[],
    kinds: readonly TickKind[],
    listener: (ticks: readonly Tick[]) => void,
  ): () => void {
    const subscriber: Subscriber = { kinds: new Set(kinds), listener };
    for (const symbol of symbols) {
      const held = this.#subscribers.get(symbol) ?? new Set();
      this.#subscribers.set(symbol, held.add(subscriber));
    }
    return () => {
      for (const symbol of symbols) {
        const held = this.#subscribers.get(symbol);
        held?.delete(subscriber);
        if (held?.size === 0) this.#subscribers.delete(symbol);
      }
    };
  }
}

class ToldTick implements Tick {
  #text: string | null = null;

  constructor(
    readonly seq: number,
    readonly kind: TickKind,
    readonly fact: Quote | Trade | Bar | BookSnapshot,
  ) {}

  get symbol(): string {
    return this.fact.symbol;
  }

  text(): string {
    this.#text ??= JSON.stringify({ seq: this.seq, kind: this.kind, symbol: this.symbol, fact: this.fact });
    return this.#text;
  }
}

/** Of bars only minutes are told as they happen; one place for each kind and symbol is enough. */
const keyOf = (kind: TickKind, fact: Tick["fact"]): string => `${kind}:${fact.symbol}`;

const levelsOf = (fact: Tick["fact"]): number => ("bids" in fact ? fact.bids.length + fact.asks.length : 0);
