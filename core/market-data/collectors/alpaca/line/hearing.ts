import type { streaming } from "@alpacahq/alpaca-trade-api";
import type { ListenWish } from "../../../collector.ts";
import { readBand, readStatus } from "../read-halts.ts";
import { readNews } from "../read-news.ts";
import { readBars, readQuotes, type Subject } from "../read-prices.ts";
import { fromAlpaca, toAlpaca } from "../symbols.ts";
import type { Telling } from "../telling.ts";
import { LiveBooks } from "./live-books.ts";
import type { Pending } from "./pending.ts";
import { ToldTrades } from "./told-trades.ts";
import type { Watch } from "./watch.ts";

/** What one connection is for. */
export interface Feed {
  kind: "stock" | "coin" | "news";
  /** In our symbols. */
  wish: ListenWish;
}

/** Clocks differ a little; what claims to be later than this is not believed, ms. */
const SKEW_MS = 5_000;

/** Puts the stream's messages into our words, as they come. */
export class Hearing {
  readonly books = new LiveBooks();
  readonly #trades = new ToldTrades();
  readonly #kind: Feed["kind"];
  readonly #pending: Pending;
  readonly #telling: () => Telling;
  readonly #heard: () => void;
  readonly #watch: Watch;

  constructor(
    kind: Feed["kind"],
    { pending, watch }: { pending: Pending; watch: Watch },
    telling: () => Telling,
    heard: () => void,
  ) {
    this.#kind = kind;
    this.#pending = pending;
    this.#watch = watch;
    this.#telling = telling;
    this.#heard = heard;
  }

  /** Subscribes and listens; to be done before the stream connects. */
  attach(stream: streaming.MarketDataStream, wish: ListenWish): void {
    const { bars, quotes, trades, books, statuses, bands, articles } = wish;
    const names = (symbols: readonly string[] = []) =>
      symbols.flatMap((symbol) => toAlpaca(symbol)?.name ?? []);
    if (bars?.length) {
      stream.subscribeForBars(names(bars));
      stream.subscribeForUpdatedBars(names(bars));
    }
    if (quotes?.length) stream.subscribeForQuotes(names(quotes));
    if (trades?.length) stream.subscribeForTrades(names(trades));
    if (books?.length) stream.subscribeForOrderbooks(names(books));
    if (statuses?.length) stream.subscribeForStatuses(names(statuses));
    if (bands?.length) stream.subscribeForLulds(names(bands));
    if (articles) stream.subscribeForNews(["*"]);
    stream.onBar((bar) => this.#bar(bar));
    stream.onUpdatedBar((bar) => this.#bar(bar));
    stream.onQuote((quote) => this.#quote(quote));
    stream.onTrade((trade) => this.#trade(trade));
    stream.onCorrection((correction) => this.#correction(correction));
    stream.onCancelError((cancel) => this.#cancel(cancel));
    stream.onOrderbook((book) => this.#book(book));
    stream.onStatus((status) => this.#status(status));
    stream.onLuld((band) => this.#band(band));
    stream.onNews((news) => this.#news(news));
  }

  #bar({
    symbol,
    timestampRaw: t,
    open: o,
    high: h,
    low: l,
    close: c,
    volume: v,
    vwap: vw,
    tradeCount: n,
  }: streaming.StreamBar) {
    const { facts, findings } = readBars(
      [{ t, o, h, l, c, v, vw, n }],
      "1m",
      this.#subject(symbol),
      this.#telling(),
    );
    this.#pending.add("bars", facts, findings);
    this.#heard();
  }

  #quote({
    symbol,
    timestampRaw: t,
    bidPrice: bp,
    bidSize: bs,
    askPrice: ap,
    askSize: as,
  }: streaming.StreamQuote) {
    const { facts, findings } = readQuotes([{ t, bp, bs, ap, as }], this.#subject(symbol), this.#telling());
    // One-sided quotes are nothing rare, and one finding for each would be more than the quotes.
    this.#pending.add(
      "quotes",
      facts,
      findings.filter(({ check }) => check !== "left-out"),
    );
    this.#heard();
  }

  #trade(trade: streaming.StreamTrade) {
    const { facts, findings } = this.#trades.trade(trade, this.#subject(trade.symbol), this.#telling());
    this.#pending.add("trades", facts, findings);
    this.#heard();
  }

  #correction(correction: streaming.StreamCorrection) {
    const { symbol } = this.#subject(correction.symbol);
    this.#pending.add("trades", this.#trades.correction(correction, symbol, this.#telling()));
    this.#heard();
  }

  #cancel(cancel: streaming.StreamCancelError) {
    const { symbol } = this.#subject(cancel.symbol);
    this.#pending.add("trades", [this.#trades.cancel(cancel, symbol, this.#telling())]);
    this.#heard();
  }

  #book(heard: streaming.StreamOrderbook) {
    const book = this.books.hear(heard, this.#subject(heard.symbol), this.#telling());
    if (book) this.#pending.add("books", book.facts, book.findings);
    this.#heard();
  }

  #status(status: streaming.StreamStatus) {
    const of = this.#subject(status.symbol);
    const { facts, findings } = readStatus(status, of, this.#telling());
    if (findings.length > 0) this.#doubt(of.symbol);
    this.#pending.add("statuses", facts, findings);
    this.#heard();
  }

  #band(band: streaming.StreamLuld) {
    const of = this.#subject(band.symbol);
    const { facts, findings } = readBand(band, of, this.#telling());
    if (findings.length > 0) this.#doubt(of.symbol);
    this.#pending.add("bands", facts, findings);
    this.#heard();
  }

  /** What was heard of the name so far counts no longer. */
  #doubt(symbol: string): void {
    const telling = this.#telling();
    const nowMs = Date.parse(telling.receivedAt);
    this.#watch.doubt(symbol, nowMs);
    this.#pending.add("watches", this.#watch.certain(nowMs, telling, [symbol]));
  }

  #news(news: streaming.StreamNews) {
    const row = {
      ...news,
      id: news.idRaw ?? news.id,
      created_at: news.createdAt?.toISOString(),
      updated_at: news.updatedAt?.toISOString(),
    };
    const { facts, findings } = readNews([row], this.#telling());
    this.#pending.add("articles", facts, findings);
    this.#heard();
  }

  #subject(name: string): Subject {
    return {
      symbol: fromAlpaca(name) ?? name,
      kind: this.#kind === "coin" ? "coin" : "stock",
      fromMs: Number.NEGATIVE_INFINITY,
      toMs: Number.POSITIVE_INFINITY,
      presentMs: Date.parse(this.#telling().receivedAt) + SKEW_MS,
    };
  }
}
