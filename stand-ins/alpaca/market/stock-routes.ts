import { dayAt, wallMs } from "#stand-ins/world";
import { AlpacaRefusal } from "../errors.ts";
import { adjusterOf } from "./adjustment.ts";
import type { Window } from "./history.ts";
import type { MarketDesk } from "./market-desk.ts";
import { pageOver } from "./paging.ts";
import { barsOf, timeframeOf } from "./timeframes.ts";

type Rows = "bars" | "trades" | "quotes";
const QUARTER_HOUR_MS = 900_000;
const FEEDS = ["iex", "sip", "delayed_sip", "boats", "overnight", "otc"];

/** Bars, trades and quotes of a window: GET /v2/stocks/bars?symbols=… and /v2/stocks/AAPL/bars. */
export function rowsPage(
  desk: MarketDesk,
  kind: Rows,
  symbol: string | null,
  query: URLSearchParams,
): object {
  const window = windowOf(desk, query);
  const symbols = symbol === null ? symbolsIn(query) : [symbol];
  checkFeed(desk, query, window);
  const page = pageOver<{ t: string }>(symbols, query, rowsOf(desk, kind, query, window));
  const { next } = page;
  if (symbol === null) return { [kind]: Object.fromEntries(page.rows), next_page_token: next };
  return { [kind]: page.rows.get(symbol) ?? null, symbol, next_page_token: next };
}

function rowsOf(desk: MarketDesk, kind: Rows, query: URLSearchParams, window: Window) {
  const isDescending = query.get("sort") === "desc";
  const timeframe = kind === "bars" ? timeframeOf(query.get("timeframe")) : null;
  return (symbol: string, fromT: string | null): Iterable<{ t: string }> => {
    const from = fromT === null ? null : Math.floor(Date.parse(fromT));
    const part = {
      fromMs: isDescending || from === null ? window.fromMs : from,
      toMs: isDescending && from !== null ? from : window.toMs,
    };
    const rows = forward(desk, kind, symbol, part, timeframe, query);
    const ordered = isDescending ? [...rows].reverse() : rows;
    return fromT === null ? ordered : beyond(ordered, fromT);
  };
}

/** Rows of the same millisecond may lie before the one a page ended with. */
function* beyond(rows: Iterable<{ t: string }>, fromT: string): Generator<{ t: string }> {
  let isThere = false;
  for (const row of rows) {
    isThere ||= row.t === fromT;
    if (isThere) yield row;
  }
}

function* forward(
  desk: MarketDesk,
  kind: Rows,
  symbol: string,
  window: Window,
  timeframe: ReturnType<typeof timeframeOf> | null,
  query: URLSearchParams,
): Generator<{ t: string }> {
  if (kind === "trades") yield* desk.history.trades(symbol, window);
  else if (kind === "quotes") yield* desk.history.quotes(symbol, window);
  else if (timeframe) {
    const adjust = adjusterOf(desk.world, symbol, query.get("adjustment") ?? "raw", desk.nowMs());
    for (const bar of barsOf({ ...desk, nowMs: desk.nowMs() }, symbol, timeframe, window)) yield adjust(bar);
  }
}

/** The newest of each: GET /v2/stocks/quotes/latest and /v2/stocks/AAPL/quotes/latest. Unknown symbols are left out. */
export function latest(desk: MarketDesk, kind: Rows, symbol: string | null, query: URLSearchParams): object {
  const one = kind.slice(0, -1);
  if (symbol !== null) {
    const row = newest(desk, kind, symbol);
    if (!row) throw new AlpacaRefusal(404, null, `no ${one} found for ${symbol}`);
    return { symbol, [one]: row };
  }
  const rows = symbolsIn(query).flatMap((name) => {
    const row = newest(desk, kind, name);
    return row ? [[name, row] as const] : [];
  });
  return { [kind]: Object.fromEntries(rows) };
}

function newest({ history }: MarketDesk, kind: Rows, symbol: string) {
  if (kind === "bars") return history.newest((window) => history.minutes(symbol, window));
  if (kind === "trades") return history.newest((window) => history.trades(symbol, window));
  return history.newest((window) => history.quotes(symbol, window));
}

/** GET /v2/stocks/snapshots?symbols=… and /v2/stocks/AAPL/snapshot; the only keys in camel case. */
export function snapshots(desk: MarketDesk, symbol: string | null, query: URLSearchParams): object {
  if (symbol !== null) {
    const found = snapshot(desk, symbol);
    if (!found) throw new AlpacaRefusal(404, null, `no snapshot found for ${symbol}`);
    return { symbol, ...found };
  }
  const rows = symbolsIn(query).flatMap((name) => {
    const found = snapshot(desk, name);
    return found ? [[name, found] as const] : [];
  });
  return Object.fromEntries(rows);
}

function snapshot(desk: MarketDesk, symbol: string): object | null {
  const latestTrade = newest(desk, "trades", symbol);
  if (!latestTrade) return null;
  const now = desk.nowMs();
  const day = { count: 1, unit: "Day" } as const;
  const days = [...barsOf({ ...desk, nowMs: now }, symbol, day, { fromMs: now - 864_000_000, toMs: now })];
  return {
    latestTrade,
    latestQuote: newest(desk, "quotes", symbol),
    minuteBar: newest(desk, "bars", symbol),
    dailyBar: days.at(-1) ?? null,
    prevDailyBar: days.at(-2) ?? null,
  };
}

/** @throws AlpacaRefusal when none is named */
export function symbolsIn(query: URLSearchParams): string[] {
  const symbols = (query.get("symbols") ?? "").split(",").filter((symbol) => symbol !== "");
  if (symbols.length === 0) throw new AlpacaRefusal(400, null, "symbols is required");
  const bad = symbols.find((symbol) => !/^[A-Z][A-Z0-9./]{0,11}$/.test(symbol));
  if (bad) throw new AlpacaRefusal(400, null, `invalid symbol: ${bad}`);
  return symbols;
}

/** From the start of the day until now unless told otherwise. @throws AlpacaRefusal when a time is none */
export function windowOf(desk: MarketDesk, query: URLSearchParams): Window {
  const now = desk.nowMs();
  const fromMs = instantIn(query.get("start"), wallMs(dayAt(now), 0), false);
  const toMs = instantIn(query.get("end"), now, true);
  if (toMs < fromMs) throw new AlpacaRefusal(400, null, "end should not be before start");
  return { fromMs, toMs };
}

function instantIn(text: string | null, fallback: number, isEnd: boolean): number {
  if (text === null || text === "") return fallback;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isEnd ? wallMs(text, 24) - 1 : wallMs(text, 0);
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new AlpacaRefusal(400, null, `invalid time: ${text}`);
  return at;
}

/** Without a subscription, the last quarter of an hour of the consolidated tape is not for sale. */
function checkFeed(desk: MarketDesk, query: URLSearchParams, { toMs }: Window): void {
  const feed = query.get("feed") ?? "iex";
  if (!FEEDS.includes(feed)) throw new AlpacaRefusal(400, null, `invalid feed: ${feed}`);
  if (desk.plan === "free" && feed === "sip" && toMs > desk.nowMs() - QUARTER_HOUR_MS)
    throw new AlpacaRefusal(403, null, "subscription does not permit querying recent SIP data");
}
