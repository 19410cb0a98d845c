import type { Quote } from "#core/model";
import type { VendorNote } from "./desk-types.ts";

/** What `/api/market` says to a subscriber of quotes. */
export type MarketMessage =
  | { type: "snapshot"; seq: number; ticks: QuoteTick[]; quotes?: Quote[]; vendors: VendorNote[] }
  | { type: "ticks"; after: number; seq: number; ticks: QuoteTick[] }
  | { type: "heartbeat"; seq: number; vendors: VendorNote[] }
  | { type: "refused" };

interface QuoteTick {
  seq: number;
  symbol: string;
  fact: Quote;
}

export interface FollowedMarket {
  /** Number of the last message taken; null before a snapshot. */
  seq: number | null;
  /** True from noticing a gap until what was missed has come. */
  isBehind: boolean;
  quotes: ReadonlyMap<string, Quote>;
  vendors: VendorNote[];
}

export const UNFOLLOWED: FollowedMarket = { seq: null, isBehind: false, quotes: new Map(), vendors: [] };

/** Takes one message in. A message that follows another than ours is not taken: it only shows that something is missing. */
export function follow(market: FollowedMarket, message: MarketMessage): FollowedMarket {
  if (message.type === "refused") return market;
  if (message.type === "heartbeat") return { ...market, vendors: message.vendors };
  if (message.type === "snapshot") {
    const untold = message.quotes ?? [];
    const quotes = newest(market.quotes, [...untold, ...message.ticks.map(({ fact }) => fact)]);
    return { seq: message.seq, isBehind: false, quotes, vendors: message.vendors };
  }
  if (market.seq === null) return market;
  if (message.after > market.seq) return { ...market, isBehind: true };
  const facts = message.ticks.map(({ fact }) => fact);
  return {
    ...market,
    seq: Math.max(market.seq, message.seq),
    isBehind: false,
    quotes: newest(market.quotes, facts),
  };
}

function newest(held: ReadonlyMap<string, Quote>, told: readonly Quote[]): ReadonlyMap<string, Quote> {
  const quotes = new Map(held);
  for (const quote of told) {
    const before = quotes.get(quote.symbol);
    if (!before || before.occurredAt <= quote.occurredAt) quotes.set(quote.symbol, quote);
  }
  return quotes;
}
