import type { marketData } from "@alpacahq/alpaca-trade-api";
import type { FactBatch, Finding } from "#core/model";
import type { Wish } from "../../collector.ts";
import { trouble } from "../vendor-call/index.ts";
import { groupIn, listIn, tokenIn } from "./answer-fields.ts";
import { SPAN_MS, TIMEFRAMES } from "./bar-close.ts";
import type { AlpacaClient } from "./client.ts";
import { readActions, readAsset } from "./read-actions.ts";
import { readNews } from "./read-news.ts";
import { readBars, readBook, readQuotes, readTrades, type Subject } from "./read-prices.ts";
import { type AlpacaSymbol, toAlpaca } from "./symbols.ts";
import { COLLECTOR, type Telling, type Told } from "./telling.ts";

export type Facts = Omit<FactBatch, "receivedAt" | "findings">;

/** What one answer holds. */
export interface Reading {
  facts: Facts;
  findings: Finding[];
  /** Symbols of Alpaca's that had anything to tell. */
  names: string[];
  /** Where the next page begins; null after the last. */
  token: string | null;
}

/** Symbols asked for in one question, page after page. */
export interface Part {
  /** As Alpaca writes them; whoever has nothing to tell by the last page is a finding where `isEachDue`. */
  names: readonly string[];
  isEachDue: boolean;
  ask(token: string | null): Promise<unknown>;
  read(body: unknown, telling: Telling): Reading;
}

export interface Asking {
  client: AlpacaClient;
  feed: "iex" | "sip" | "delayed_sip";
  nowMs: number;
  pageRows: number;
  signal: AbortSignal;
}

const SYMBOLS_A_CALL = 100;
const NEWS_PAGE = 50;
const ACTIONS_PAGE = 1_000;

/** The questions a wish comes to. @throws VendorError for one Alpaca cannot be asked */
export function partsOf(wish: Wish, asking: Asking): Part[] {
  switch (wish.topic) {
    case "bars":
    case "trades":
      return windowed(wish.topic, wish, asking);
    case "quotes":
      if (wish.from === undefined || wish.to === undefined) return newestQuotes(wish.symbols, asking);
      return windowed("quotes", { symbols: wish.symbols, from: wish.from, to: wish.to }, asking);
    case "books":
      return books(wish.symbols, asking);
    case "articles":
      return articles(wish, asking);
    case "actions":
      return actions(wish, asking);
    case "profiles":
      return chunksOf(wish.symbols, 1).map((chunk) => profile(chunk, asking));
    default:
      throw trouble(COLLECTOR, "bad-request", `alpaca has no ${wish.topic}.`);
  }
}

type Chunk = Pick<AlpacaSymbol, "kind"> & { names: string[] };

/** Symbols in the groups one question may have: shares apart from coins. */
function chunksOf(symbols: readonly string[], size = SYMBOLS_A_CALL): Chunk[] {
  const known = symbols.flatMap((symbol) => toAlpaca(symbol) ?? []);
  return (["stock", "coin"] as const).flatMap((kind) => {
    const names = [...new Set(known.filter((one) => one.kind === kind).map(({ name }) => name))].sort();
    const count = Math.ceil(names.length / size);
    return Array.from({ length: count }, (_, index) => ({
      kind,
      names: names.slice(index * size, (index + 1) * size),
    }));
  });
}

type Rows = "bars" | "trades" | "quotes";

/** Bars, trades or quotes of a window, whose ends are those of what happened and not of how Alpaca stamps it. */
function windowed(
  kind: Rows,
  wish: { symbols: readonly string[]; interval?: keyof typeof TIMEFRAMES; from: string; to: string },
  asking: Asking,
): Part[] {
  const { interval = "1m" } = wish;
  const fromMs = Date.parse(wish.from);
  const toMs = Math.min(Date.parse(wish.to), asking.nowMs);
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
  const { stocks, crypto } = asking.client.api.marketData;
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

function newestQuotes(symbols: readonly string[], asking: Asking): Part[] {
  const { stocks, crypto } = asking.client.api.marketData;
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

function books(symbols: readonly string[], asking: Asking): Part[] {
  const { crypto } = asking.client.api.marketData;
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

function articles(wish: Extract<Wish, { topic: "articles" }>, asking: Asking): Part[] {
  const [start, end] = [Date.parse(wish.from), Math.min(Date.parse(wish.to), asking.nowMs)];
  if (end < start) return [];
  const chunks = wish.symbols.length === 0 ? [{ names: [] }] : chunksOf(wish.symbols);
  const text = wish.text?.toLowerCase() ?? "";
  return chunks.map(({ names }) => ({
    names,
    isEachDue: false,
    ask: (token) =>
      asking.client.ask(() =>
        asking.client.api.marketData.news.newsRaw(
          {
            start: new Date(start),
            end: new Date(end),
            sort: "asc",
            symbols: names.length > 0 ? names.map((name) => name.replace("/", "")).join(",") : undefined,
            limit: Math.min(NEWS_PAGE, asking.pageRows),
            includeContent: true,
            excludeContentless: false,
            pageToken: token ?? undefined,
          },
          { signal: asking.signal },
        ),
      ),
    read: (body, telling) => {
      const rows = listIn(body, "news");
      const { facts, findings } = readNews(rows, telling);
      const wanted = facts.filter(({ headline, body: words }) =>
        `${headline}\n${words}`.toLowerCase().includes(text),
      );
      return { facts: { articles: wanted }, findings, names: [], token: tokenIn(body) };
    },
  }));
}

function actions(wish: Extract<Wish, { topic: "actions" }>, asking: Asking): Part[] {
  return chunksOf(wish.symbols)
    .filter(({ kind }) => kind === "stock")
    .map(({ names }) => ({
      names,
      isEachDue: false,
      ask: (token) =>
        asking.client.ask(() =>
          asking.client.api.marketData.corporateActions.corporateActionsRaw(
            {
              symbols: names.join(","),
              start: new Date(wish.from),
              end: new Date(wish.to),
              limit: Math.min(ACTIONS_PAGE, asking.pageRows),
              pageToken: token ?? undefined,
              sort: "asc",
            },
            { signal: asking.signal },
          ),
        ),
      read: (body, telling) => {
        const { facts, findings } = readActions(groupIn(body, "corporate_actions"), telling);
        return { facts: { actions: facts }, findings, names: [], token: tokenIn(body) };
      },
    }));
}

function profile({ names }: Chunk, asking: Asking): Part {
  const [name = ""] = names;
  return {
    names,
    isEachDue: true,
    ask: () =>
      asking.client
        .ask(() =>
          asking.client.api.trading.assets.getV2AssetsSymbolOrAssetIdRaw(
            { symbolOrAssetId: name },
            { signal: asking.signal },
          ),
        )
        .catch((error: { fault?: string }) => {
          if (error.fault === "not-found") return null;
          throw error;
        }),
    read: (body, telling) => {
      if (body === null) return { facts: {}, findings: [], names: [], token: null };
      const { facts, findings } = readAsset(body, name.replace("/", ""), telling);
      return { facts: { profiles: facts }, findings, names: [name], token: null };
    },
  };
}

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
