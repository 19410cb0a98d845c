import {
  sortKey,
  type WireBar,
  type WireLevel,
  type WireNews,
  type WireQuote,
  type WireTrade,
} from "./wire.ts";

interface Rows {
  bars: Map<string, WireBar>;
  trades: WireTrade[];
  quotes: WireQuote[];
}

export interface Book {
  t: string;
  bids: Map<number, number>;
  asks: Map<number, number>;
}

/** What tests and tickers added to the world's own history. REST tells it whether or not the stream did. */
export class Pushed {
  readonly news: WireNews[] = [];
  readonly books = new Map<string, Book>();
  readonly #rows = new Map<string, Rows>();

  of(symbol: string): Rows {
    const held = this.#rows.get(symbol) ?? { bars: new Map(), trades: [], quotes: [] };
    this.#rows.set(symbol, held);
    return held;
  }

  has(symbol: string): boolean {
    return this.#rows.has(symbol) || this.books.has(symbol);
  }

  trade(symbol: string, trade: WireTrade): void {
    insert(this.of(symbol).trades, trade);
  }

  quote(symbol: string, quote: WireQuote): void {
    insert(this.of(symbol).quotes, quote);
  }

  /** Takes in levels; a size of zero takes one away, and a reset begins anew. */
  book(
    symbol: string,
    t: string,
    bids: readonly WireLevel[],
    asks: readonly WireLevel[],
    isReset: boolean,
  ): void {
    const held = this.books.get(symbol);
    const book = held && !isReset ? held : { t, bids: new Map(), asks: new Map() };
    book.t = t;
    for (const [side, levels] of [
      [book.bids, bids],
      [book.asks, asks],
    ] as const)
      for (const { p, s } of levels) {
        if (s === 0) side.delete(p);
        else side.set(p, s);
      }
    this.books.set(symbol, book);
  }
}

/** Keeps rows in the order of their times; equal ones in the order they came. */
function insert<Row extends { t: string }>(rows: Row[], row: Row): void {
  const key = sortKey(row.t);
  let index = rows.length;
  while (index > 0 && sortKey(rows[index - 1]?.t ?? "") > key) index--;
  rows.splice(index, 0, row);
}
