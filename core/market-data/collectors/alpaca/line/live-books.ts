import type { BookSnapshot } from "#core/model";
import { readBook, type Subject } from "../read-prices.ts";
import type { Telling, Told } from "../telling.ts";

export interface HeardBook {
  timestampRaw?: string | undefined;
  bids: readonly { price: number; size: number }[];
  asks: readonly { price: number; size: number }[];
  reset: boolean;
}

interface Book {
  t: string;
  bids: Map<number, number>;
  asks: Map<number, number>;
}

/** Keeps coins' books from their changes. A book begins with a reset; a change out of order makes it unknown again. */
export class LiveBooks {
  readonly #books = new Map<string, Book>();

  /** After a broken connection nobody knows what changed. */
  forget(): void {
    this.#books.clear();
  }

  /**
   * Takes in a change.
   *
   * @returns the whole book after it; null while its beginning is unknown
   */
  hear(heard: HeardBook, of: Subject, telling: Telling): Told<BookSnapshot> | null {
    const t = heard.timestampRaw ?? "";
    const held = this.#books.get(of.symbol);
    if (!heard.reset && (!held || t < held.t)) {
      this.#books.delete(of.symbol);
      return null;
    }
    const book: Book = heard.reset || !held ? { t, bids: new Map(), asks: new Map() } : held;
    book.t = t;
    change(book.bids, heard.bids);
    change(book.asks, heard.asks);
    this.#books.set(of.symbol, book);
    return readBook({ t, b: levels(book.bids), a: levels(book.asks) }, of, telling);
  }

  /** Books that wait for their beginning, of those asked for. */
  unknown(symbols: readonly string[]): string[] {
    return symbols.filter((symbol) => !this.#books.has(symbol));
  }

  /** Begins a book from one that was asked for, unless the stream has begun it meanwhile. */
  begin({ symbol, occurredAt, bids, asks }: BookSnapshot): void {
    if (this.#books.has(symbol)) return;
    const side = (rows: typeof bids) => new Map(rows.map(({ price, size }) => [price, size]));
    // Nine decimals, as the stream has them: times are compared as text.
    const t = occurredAt.replace("Z", "000000Z");
    this.#books.set(symbol, { t, bids: side(bids), asks: side(asks) });
  }
}

/** A size of zero takes a level away. */
function change(side: Map<number, number>, levels: HeardBook["bids"]): void {
  for (const { price, size } of levels) {
    if (size === 0) side.delete(price);
    else side.set(price, size);
  }
}

const levels = (side: ReadonlyMap<number, number>) => [...side].map(([p, s]) => ({ p, s }));
