import { AlpacaRefusal } from "../errors.ts";
import type { MarketDesk } from "./market-desk.ts";
import { pageOver } from "./paging.ts";
import { symbolsIn, windowOf } from "./stock-routes.ts";
import { barsOf, timeframeOf } from "./timeframes.ts";
import type { WireLevel } from "./wire.ts";

/** GET /v1beta3/crypto/us/…: only what was pushed; the made-up market itself has no coins. */
export function cryptoPage(desk: MarketDesk, what: string, query: URLSearchParams): object {
  const symbols = symbolsIn(query);
  if (what === "latest/orderbooks") return { orderbooks: booksOf(desk, symbols) };
  const { history } = desk;
  const window = windowOf(desk, query);
  switch (what) {
    case "bars": {
      const timeframe = timeframeOf(query.get("timeframe"));
      const source = { ...desk, nowMs: desk.nowMs() };
      return paged("bars", symbols, query, (symbol) => barsOf(source, symbol, timeframe, window));
    }
    case "trades":
      return paged("trades", symbols, query, (symbol) => history.trades(symbol, window));
    case "quotes":
      return paged("quotes", symbols, query, (symbol) => history.quotes(symbol, window));
    case "latest/quotes":
      return {
        quotes: Object.fromEntries(
          symbols.flatMap((symbol) => {
            const quote = history.newest((part) => history.quotes(symbol, part));
            return quote ? [[symbol, quote] as const] : [];
          }),
        ),
      };
    default:
      throw new AlpacaRefusal(404, null, "Not Found");
  }
}

function paged(
  kind: string,
  symbols: readonly string[],
  query: URLSearchParams,
  rowsOf: (symbol: string) => Iterable<{ t: string }>,
): object {
  const page = pageOver(symbols, query, function* (symbol, fromT) {
    let isThere = fromT === null;
    for (const row of rowsOf(symbol)) {
      isThere ||= row.t === fromT;
      if (isThere) yield row;
    }
  });
  return { [kind]: Object.fromEntries(page.rows), next_page_token: page.next };
}

function booksOf({ pushed }: MarketDesk, symbols: readonly string[]): object {
  return Object.fromEntries(
    symbols.flatMap((symbol) => {
      const book = pushed.books.get(symbol);
      return book
        ? [[symbol, { t: book.t, b: levels(book.bids, -1), a: levels(book.asks, 1) }] as const]
        : [];
    }),
  );
}

export const levels = (side: ReadonlyMap<number, number>, direction: 1 | -1): WireLevel[] =>
  [...side].map(([p, s]) => ({ p, s })).sort((a, b) => direction * (a.p - b.p));
