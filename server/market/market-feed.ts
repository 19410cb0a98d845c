import type { Bar, BookSnapshot, FactBatch, Quote, Trade } from "#core/model";

/** What a subscriber may want of a symbol. */
export const TICK_KINDS = ["quote", "trade", "bar", "book"] as const;
export type TickKind = (typeof TICK_KINDS)[number];

/** One fact as it was told. Numbers of the feed only rise, also over a restart. */
export interface Tick {
  readonly seq: number;
  readonly kind: TickKind;
  readonly symbol: string;
  readonly fact: Quote | Trade | Bar | BookSnapshot;
  /** The tick as JSON, written once for all who are told. */
  text(): string;
}

/** What is told as it happens: newest facts, those just gone by, and whatever comes next. */
export interface MarketFeed {
  /** Tells the quotes, trades, bars and books of a batch, in that order, to whoever subscribed. */
  publish(facts: FactBatch): void;
  latestSeq(): number;
  /** The newest fact of each kind and symbol that was told. */
  snapshot(symbols: readonly string[], kinds: readonly TickKind[]): Tick[];
  /** @returns everything told after that number, or null when some of it is no longer kept */
  since(seq: number, symbols: readonly string[], kinds: readonly TickKind[]): Tick[] | null;
  /** Calls back once for each publishing that concerns these, ticks in order. @returns how to leave */
  subscribe(
    symbols: readonly string[],
    kinds: readonly TickKind[],
    listener: (ticks: readonly Tick[]) => void,
  ): () => void;
}
