import {
  type Bar,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type Quote,
  type Source,
  toText,
} from "#core/model";

/** One price and what can be had at it; a size of null has no end. */
export interface Level {
  price: DecimalText;
  size: DecimalText | null;
}

/** The market of one instrument as it stands, best prices first, with what traded since the look before. */
export interface MarketNow {
  bids: readonly Level[];
  asks: readonly Level[];
  traded: readonly { price: DecimalText; size: DecimalText }[];
  source: Source;
}

/** What a simulated broker trades against. */
export interface SimulationMarket {
  now(symbol: string, at: string): Promise<MarketNow | null>;
}

type Look<T> = (symbol: string, at: string) => Promise<T | null>;

/** Smallest step of a simulated price and size, decimals. */
const PLACES = 4;
const priceText = (value: number): DecimalText => toText(decimalFromStatistic(value, PLACES));

/** Best bid and offer. `bySize`: only what is shown there can be had; otherwise there is no end to it. */
export function quoteMarket(quote: Look<Quote>, { bySize = false } = {}): SimulationMarket {
  return {
    async now(symbol, at) {
      const found = await quote(symbol, at);
      if (!found) return null;
      const size = (shown: number) => (bySize ? priceText(shown) : null);
      return {
        bids: [{ price: priceText(found.bid), size: size(found.bidSize) }],
        asks: [{ price: priceText(found.ask), size: size(found.askSize) }],
        traded: [],
        source: found.source,
      };
    },
  };
}

/** A whole order book with the trades since the last look: orders eat through levels, and wait in the queue of theirs. */
export const bookMarket = (book: Look<MarketNow>): SimulationMarket => ({ now: book });

/**
 * Closed bars: an order that takes trades at the open, one that waits trades where the bar went through its price.
 * A share of the bar's volume can be had at each.
 *
 * @param volumeShare above 0, at most 1
 */
export function barMarket(bar: Look<Bar>, volumeShare = 0.1): SimulationMarket {
  return {
    async now(symbol, at) {
      const found = await bar(symbol, at);
      if (!found) return null;
      const size = toText(decimalFromStatistic(found.volume * volumeShare, 0));
      const open = [{ price: priceText(found.open), size }];
      return {
        bids: open,
        asks: open,
        traded: [found.low, found.high].map((price) => ({ price: priceText(price), size })),
        source: found.source,
      };
    },
  };
}

/** All that can be had at a price or better; null when there is no end to it. */
export function sizeWithin(
  levels: readonly Level[],
  reaches: (price: string) => boolean,
): DecimalText | null {
  let sum = decimal("0");
  for (const { price, size } of levels) {
    if (!reaches(price)) break;
    if (size === null) return null;
    sum = sum.plus(decimal(size));
  }
  return toText(sum);
}
