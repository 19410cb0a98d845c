import { FaultQueue, type HttpFault } from "#stand-ins/loopback";
import { type World, worldOf } from "#stand-ins/world";
import { refusals } from "../errors.ts";
import type { WireAction } from "./corporate-actions.ts";
import { levels } from "./crypto-routes.ts";
import { History } from "./history.ts";
import { answerMarket, type MarketDesk } from "./market-desk.ts";
import { type MarketFrame, MarketStream, type MarketStreamOptions } from "./market-stream.ts";
import { wireNews } from "./news.ts";
import { Pushed } from "./pushed.ts";
import {
  stamp,
  type WireBar,
  type WireLevel,
  type WireNews,
  type WireQuote,
  type WireTrade,
} from "./wire.ts";

/** What is sold of market data. */
export interface MarketPlan {
  /** The free plan has no recent consolidated tape; paid unless told otherwise. */
  plan?: "free" | "paid";
  /** How long a stream may stay without a key, ms. */
  authTimeoutMs?: number;
  /** Symbols of trades and quotes together on one connection. */
  symbolLimit?: number;
  /** Connections to one feed at a time. */
  connectionLimit?: number;
}

export interface MarketOptions extends MarketPlan, Pick<MarketStreamOptions, "isKey" | "onChange"> {
  seed: number;
  nowMs(): number;
}

type Loose<Row> = Partial<Row> & { t?: string };
const MAX_CATCH_UP_MS = 600_000;
const FIRST_PUSHED_ID = 50_000;

/** The market-data half: REST from the world and what was pushed, and the stream. */
export class Market {
  readonly world: World;
  readonly stream: MarketStream;
  /** Faults waiting for calls of market data. */
  readonly faults = new FaultQueue();
  /** Splits, dividends and others besides the world's own. */
  readonly announced: WireAction[] = [];
  readonly #pushed = new Pushed();
  readonly #history: History;
  readonly #options: MarketOptions;
  #toldMs: number;
  #nextId = FIRST_PUSHED_ID;

  constructor(options: MarketOptions) {
    this.#options = options;
    this.world = worldOf(options.seed);
    this.#history = new History(this.world, this.#pushed, options.nowMs);
    this.stream = new MarketStream({
      isKey: options.isKey,
      onChange: options.onChange,
      plan: this.#plan,
      authTimeoutMs: options.authTimeoutMs ?? 10_000,
      symbolLimit: options.symbolLimit ?? Number.POSITIVE_INFINITY,
      connectionLimit: options.connectionLimit ?? Number.POSITIVE_INFINITY,
    });
    this.#toldMs = options.nowMs();
  }

  /** The next calls whose "METHOD /path?query" holds `match` ("*": any) meet this fault. */
  fail(match: string, fault: HttpFault, times = 1): void {
    this.faults.fail(match, fault, times);
  }

  /** The body for a market-data call. @throws AlpacaRefusal also where there is no such path */
  answer(method: string, path: string, query: URLSearchParams): object {
    const { nowMs } = this.#options;
    const desk: MarketDesk = {
      world: this.world,
      pushed: this.#pushed,
      history: this.#history,
      announced: this.announced,
      plan: this.#plan,
      nowMs,
    };
    const body = method === "GET" ? answerMarket(desk, path, query) : null;
    if (!body) throw refusals.notFound();
    return body;
  }

  /** No more faults, and what hangs is broken off. */
  heal(): void {
    this.faults.clear();
    this.stream.heal();
  }

  close(): void {
    this.faults.clear();
    this.stream.close();
  }

  /** The clock has moved: whatever the world did meanwhile is told to those who listen, ten minutes at most. */
  tick(): void {
    const now = this.#options.nowMs();
    const fromMs = Math.max(this.#toldMs + 1, now - MAX_CATCH_UP_MS);
    const window = { fromMs, toMs: now };
    this.#toldMs = Math.max(now, this.#toldMs);
    const due: MarketFrame[] = this.world.symbols.flatMap((S) => [
      ...rows("t", S, this.#history.trades(S, window)),
      ...rows("q", S, this.#history.quotes(S, window)),
      ...rows("b", S, this.#history.minutes(S, { fromMs: fromMs - 60_000, toMs: now - 60_000 })),
    ]);
    const news = this.world.articles(fromMs, now).map((article) => ({ T: "n", ...wireNews(article) }));
    const timed = [...due, ...news].map((frame) => ({ frame, at: toldAt(frame) }));
    for (const { frame } of timed.sort((a, b) => a.at - b.at)) this.stream.tell(frame);
  }

  /** A trade happens. @returns it as REST tells it */
  trade(symbol: string, trade: Loose<WireTrade> & Pick<WireTrade, "p">): WireTrade {
    const row = { t: this.#t, x: "V", s: 100, c: ["@"], i: this.#nextId++, z: "C", ...trade };
    this.#pushed.trade(symbol, row);
    this.stream.tell({ T: "t", S: symbol, ...row });
    return row;
  }

  quote(symbol: string, quote: Loose<WireQuote> & Pick<WireQuote, "bp" | "ap">): WireQuote {
    const row = { t: this.#t, ax: "V", as: 300, bx: "V", bs: 200, c: ["R"], z: "C", ...quote };
    this.#pushed.quote(symbol, row);
    this.stream.tell({ T: "q", S: symbol, ...row });
    return row;
  }

  /** The bar of a minute: b when it ends, u when it is corrected, half a minute later. REST tells the newest. */
  bar(symbol: string, bar: Loose<WireBar> & Pick<WireBar, "t" | "c">, kind: "b" | "u" = "b"): WireBar {
    const { c } = bar;
    const row = { o: c, h: c, l: c, v: 100, n: 1, vw: c, ...bar };
    this.#pushed.of(symbol).bars.set(row.t, row);
    this.stream.tell({ T: kind, S: symbol, ...row });
    return row;
  }

  /** A venue corrects a trade: the old one was incorrect, the new one is corrected. */
  correct(symbol: string, trade: WireTrade, right: Pick<WireTrade, "p" | "s">): WireTrade {
    const row = { ...trade, ...right, i: this.#nextId++, u: "corrected" as const };
    this.#replace(symbol, { ...trade, u: "incorrect" });
    this.#pushed.trade(symbol, row);
    const [from, to] = [trade, row];
    this.stream.tell({
      T: "c",
      S: symbol,
      x: from.x,
      oi: from.i,
      op: from.p,
      os: from.s,
      oc: from.c,
      ci: to.i,
      cp: to.p,
      cs: to.s,
      cc: to.c,
      z: from.z,
      t: this.#t,
    });
    return row;
  }

  /** A venue takes a trade back. */
  cancel(symbol: string, trade: WireTrade): void {
    this.#replace(symbol, { ...trade, u: "canceled" });
    const { x, p, s, i, z } = trade;
    this.stream.tell({ T: "x", S: symbol, i, x, p, s, a: "C", z, t: this.#t });
  }

  /** Trading stops or goes on: status code H, T or the like, and the reason. */
  status(symbol: string, status: { sc: string; sm: string; rc?: string; rm?: string }): void {
    this.stream.tell({ T: "s", S: symbol, rc: "", rm: "", z: "C", t: this.#t, ...status });
  }

  /** The prices within which a symbol may trade. */
  limits(symbol: string, limits: { d: number; u: number }): void {
    this.stream.tell({ T: "l", S: symbol, i: "B", z: "C", t: this.#t, ...limits });
  }

  /** Levels of a crypto book change; a size of zero takes one away. A reset tells the whole book. */
  book(symbol: string, b: readonly WireLevel[], a: readonly WireLevel[], isReset = false): void {
    const t = this.#t;
    this.#pushed.book(symbol, t, b, a, isReset);
    this.stream.tell({ T: "o", S: symbol, t, b, a, ...(isReset ? { r: true } : {}) });
  }

  /** The whole book is told again, as after a subscription. */
  resetBook(symbol: string): void {
    const book = this.#pushed.books.get(symbol);
    if (!book) return;
    this.stream.tell({
      T: "o",
      S: symbol,
      t: book.t,
      b: levels(book.bids, -1),
      a: levels(book.asks, 1),
      r: true,
    });
  }

  article(article: Partial<WireNews> & Pick<WireNews, "id" | "headline">): WireNews {
    const row = {
      author: "",
      created_at: this.#t,
      updated_at: this.#t,
      summary: "",
      content: "",
      url: `https://news.example/${article.id}`,
      images: [],
      symbols: [],
      source: "harbour wire",
      ...article,
    };
    this.#pushed.news.push(row);
    this.stream.tell({ T: "n", ...row });
    return row;
  }

  /** Quotes for speed tests, evenly over the symbols and so many in a frame; REST does not keep them. */
  burst(symbols: readonly string[], count: number, perFrame = 100): void {
    const t = this.#t;
    const frames = Array.from({ length: count }, (_, index) => ({
      T: "q",
      S: symbols[index % symbols.length] ?? "",
      t,
      ax: "V",
      ap: 100.02 + (index % 50) / 100,
      as: 300,
      bx: "V",
      bp: 100 + (index % 50) / 100,
      bs: 200,
      c: ["R"],
      z: "C",
    }));
    for (let from = 0; from < count; from += perFrame)
      this.stream.tellMany(frames.slice(from, from + perFrame));
  }

  /** So many quotes a second until stopped. @returns what stops it */
  flow(symbols: readonly string[], perSecond: number): () => void {
    const startMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - startMs) / 1_000) * perSecond) - sent;
      sent += due;
      if (due > 0) this.burst(symbols, due);
    }, 20);
    return () => clearInterval(timer);
  }

  get #t(): string {
    return stamp(this.#options.nowMs());
  }

  get #plan(): "free" | "paid" {
    return this.#options.plan ?? "paid";
  }

  #replace(symbol: string, trade: WireTrade): void {
    const { trades } = this.#pushed.of(symbol);
    const index = trades.findIndex(({ i }) => i === trade.i);
    if (index !== -1) trades.splice(index, 1);
    this.#pushed.trade(symbol, trade);
  }
}

function* rows(T: string, S: string, from: Iterable<{ t: string }>): Generator<MarketFrame> {
  for (const row of from) yield { T, S, ...row };
}

/** A bar is told when its minute has ended. */
const toldAt = ({ T, t, created_at }: MarketFrame): number =>
  Date.parse(String(t ?? created_at)) + (T === "b" ? 60_000 : 0);
