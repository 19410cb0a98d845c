import type { marketData } from "@alpacahq/alpaca-trade-api";
import type { Finding } from "#core/model";
import { groupIn, tokenIn } from "./answer-fields.ts";
import { SPAN_MS, TIMEFRAMES } from "./bar-close.ts";
import { type Asking, type Chunk, chunksOf, type Facts, type Part, type Reading } from "./part.ts";
import { readBars, readBook, readQuotes, readTrades, type Subject } from "./read-prices.ts";
import { DELAY_MS, type Told } from "./telling.ts";

type Rows = "bars" | "trades" | "quotes";

/** Bars, trades or quotes of a window, whose ends are those of what happened and not of how Alpaca stamps it. */
export function windowed(
  kind: Rows,
  wish: { symbols: readonly string[]; interval?: keyof typeof TIMEFRAMES; from: string; to: string },
  asking: Asking,
): Part[] {
  const { interval = "1m" } = wish;
  const fromMs = Date.parse(wish.from);
  // The last minutes of the tape are not for sale where it is told late.
  const toMs = Math.min(Date.parse(wish.to), asking.nowMs - DELAY_MS[asking.feed]);
  if (toMs < fromMs) return [];
  const start = new Date(fromMs - (kind === "bars" ? SPAN_MS[interval] : 0));
  return chunksOf(wish.symbols).map(({ kind: of, names }) => ({
    names,
    isEachDue: true,
    ask: (token) => {
      const query = {
        symbols: names.join(","),
        start,
        end: new Date(toMs),
        limit: asking.pageRows,
        pageToken: token ?? undefined,
        sort: "asc" as const,
      };
      return asking.client.ask(() => askRows(kind, of, query, TIMEFRAMES[interval], asking));
    },
    read: (body, telling) =>
      readRows(kind, body, (name, rows) => {
        const subject: Subject = {
          symbol: name.replace("/", ""),
          kind: of,
          fromMs,
          toMs,
          presentMs: asking.nowMs,
        };
        if (kind === "bars") return named("bars", readBars(rows, interval, subject, telling));
        if (kind === "trades") return named("trades", readTrades(rows, subject, telling));
        return named("quotes", readQuotes(rows, subject, telling));
      }),
  }));
}

interface RowsQuery {
  symbols: string;
  start: Date;
  end: Date;
  limit: number;
  pageToken: string | undefined;
  sort: "asc";
}

function askRows(kind: Rows, of: Chunk["kind"], query: RowsQuery, timeframe: string, asking: Asking) {
  const { stocks, crypto } = asking.client.marketData;
  const init = { signal: asking.signal };
  if (of === "coin") {
    const coins = { ...query, loc: "us" as const };
    if (kind === "bars") return crypto.cryptoBarsRaw({ ...coins, timeframe }, init);
    return kind === "trades" ? crypto.cryptoTradesRaw(coins, init) : crypto.cryptoQuotesRaw(coins, init);
  }
  const feed = (asking.feed === "delayed_sip" ? "sip" : asking.feed) as marketData.StockHistoricalFeed;
  if (kind === "bars") return stocks.stockBarsRaw({ ...query, timeframe, feed, adjustment: "raw" }, init);
  return kind === "trades"
    ? stocks.stockTradesRaw({ ...query, feed }, init)
    : stocks.stockQuotesRaw({ ...query, feed }, init);
}

export function newestQuotes(symbols: readonly string[], asking: Asking): Part[] {
  const { stocks, crypto } = asking.client.marketData;
  const init = { signal: asking.signal };
  return chunksOf(symbols).map(({ kind, names }) => ({
    names,
    isEachDue: true,
    ask: () =>
      asking.client.ask(() =>
        kind === "coin"
          ? crypto.cryptoLatestQuotesRaw({ loc: "us", symbols: names.join(",") }, init)
          : stocks.stockLatestQuotesRaw({ symbols: names.join(","), feed: asking.feed }, init),
      ),
    read: (body, telling) =>
      readRows("quotes", body, (name, row) =>
        named("quotes", readQuotes(row, whenever(name, kind, asking), telling)),
      ),
  }));
}

export function books(symbols: readonly string[], asking: Asking): Part[] {
  const { crypto } = asking.client.marketData;
  const init = { signal: asking.signal };
  return chunksOf(symbols).map(({ kind, names }) => ({
    names,
    isEachDue: true,
    ask: () =>
      kind === "coin"
        ? asking.client.ask(() =>
            crypto.cryptoLatestOrderbooksRaw({ loc: "us", symbols: names.join(",") }, init),
          )
        : Promise.resolve({ orderbooks: {} }),
    read: (body, telling) =>
      readRows("orderbooks", body, (name, rows) =>
        named("books", readBook(rows[0], whenever(name, kind, asking), telling)),
      ),
  }));
}

/** The newest of something has no window, but is not of the future either. */
const whenever = (name: string, kind: Chunk["kind"], { nowMs }: Asking): Subject => ({
  symbol: name.replace("/", ""),
  kind,
  fromMs: Number.NEGATIVE_INFINITY,
  toMs: nowMs,
  presentMs: nowMs,
});

type Kind = "bars" | "trades" | "quotes" | "books";
const named = <Fact>(kind: Kind, { facts, findings }: Told<Fact>) => ({ kind, facts, findings });

/** Rows by symbol, each symbol's read by itself. */
function readRows(
  key: string,
  body: unknown,
  read: (name: string, rows: unknown[]) => { kind: Kind; facts: unknown[]; findings: Finding[] },
): Reading {
  const groups = Object.entries(groupIn(body, key));
  const parts = groups.map(([name, rows]) => read(name, Array.isArray(rows) ? rows : [rows]));
  const facts = Object.fromEntries(
    parts.slice(0, 1).map(({ kind }) => [kind, parts.flatMap((part) => part.facts)]),
  ) as Facts;
  return {
    facts,
    findings: parts.flatMap(({ findings }) => findings),
    names: groups.map(([name]) => name),
    token: tokenIn(body),
  };
}
