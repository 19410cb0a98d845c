import type { Alpaca } from "@alpacahq/alpaca-trade-api";
import type { Clock } from "#core/model";
import type { Line, ListenWish, Page, VendorHealth, Wish } from "../../../collector.ts";
import type { Asking } from "../part.ts";
import { toAlpaca } from "../symbols.ts";
import { finding, type Telling } from "../telling.ts";
import { FeedLine } from "./feed-line.ts";
import type { Feed } from "./hearing.ts";
import { type LineTimings, TIMINGS } from "./timings.ts";

export interface AlpacaLineOptions {
  marketData: Alpaca["marketData"];
  collect(wish: Wish, signal: AbortSignal): AsyncIterable<Page>;
  wish: ListenWish;
  told(page: Page): void;
  clock: Clock;
  feed: Asking["feed"];
  streamUrl: string;
  timings: Partial<LineTimings>;
  telling(): Telling;
  log(line: string): void;
  closed(line: AlpacaLine): void;
}

/** All of Alpaca's streams a wish needs: shares, coins and news have one each. */
export class AlpacaLine implements Line {
  readonly #options: AlpacaLineOptions;
  readonly #lines: FeedLine[];

  constructor(options: AlpacaLineOptions) {
    this.#options = options;
    const timings = { ...TIMINGS, ...options.timings };
    const { clock, telling, collect, told, log } = options;
    this.#lines = feedsOf(options.wish).map(
      (feed) =>
        new FeedLine({
          feed,
          stream: streamOf(feed, options, timings),
          clock,
          timings,
          telling,
          collect,
          told,
          log,
        }),
    );
  }

  /** @throws VendorError where one of them is refused for good; then all are closed */
  async open(): Promise<void> {
    const { wish, told, telling } = this.#options;
    const { receivedAt } = telling();
    const findings = silentIn(wish).map(([topic, subject]) => {
      const detail = `The stream has no ${topic} of ${JSON.stringify(subject.slice(0, 40))}.`;
      return finding({ check: "left-out", severity: "warning", topic, subject, detail }, receivedAt);
    });
    if (findings.length > 0) told({ facts: { receivedAt, findings }, next: null });
    try {
      await Promise.all(this.#lines.map((line) => line.open()));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** As the worst of them is. */
  health(): VendorHealth {
    const all = this.#lines.map((line) => line.health());
    const worst = (["failed", "warning", "ok"] as const).flatMap((status) =>
      all.filter((one) => one.status === status),
    );
    return worst[0] ?? { status: "ok", detail: "Nothing is listened to.", answeredAt: null };
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    this.#options.closed(this);
  }
}

/** What is wished for and cannot be listened to: names that are no tickers, and books of shares. */
function silentIn(wish: ListenWish): [string, string][] {
  const { bars = [], quotes = [], trades = [], books = [], statuses = [], bands = [] } = wish;
  const nameless = Object.entries({ bars, quotes, trades, statuses, bands }).flatMap(([topic, symbols]) =>
    symbols.filter((symbol) => !toAlpaca(symbol)).map((symbol): [string, string] => [topic, symbol]),
  );
  const bookless = books.filter((symbol) => toAlpaca(symbol)?.kind !== "coin");
  return [...nameless, ...bookless.map((symbol): [string, string] => ["books", symbol])];
}

function feedsOf(whole: ListenWish): Feed[] {
  const { bars = [], quotes = [], trades = [], books = [], articles = false } = whole;
  const { statuses = [], bands = [] } = whole;
  const only = (symbols: readonly string[], kind: "stock" | "coin") =>
    symbols.filter((symbol) => toAlpaca(symbol)?.kind === kind);
  const priced = (["stock", "coin"] as const).map((kind) => ({
    kind,
    wish: {
      bars: only(bars, kind),
      quotes: only(quotes, kind),
      trades: only(trades, kind),
      // Shares have no book at Alpaca.
      books: kind === "coin" ? only(books, kind) : [],
      // Coins are on no exchange that halts.
      statuses: kind === "stock" ? only(statuses, kind) : [],
      bands: kind === "stock" ? only(bands, kind) : [],
    },
  }));
  const used = priced.filter(({ wish }) => Object.values(wish).some((symbols) => symbols.length > 0));
  return [...used, ...(articles ? [{ kind: "news" as const, wish: { articles } }] : [])];
}

function streamOf({ kind }: Feed, { marketData, feed, streamUrl }: AlpacaLineOptions, timings: LineTimings) {
  const options = {
    maxReconnectAttempts: -1,
    initialReconnectMs: timings.reconnectMs,
    maxReconnectMs: timings.maxReconnectMs,
    pingIntervalMs: timings.pingMs,
    pongWaitMs: timings.pongMs,
  };
  const base = streamUrl.replace(/\/$/, "");
  if (kind === "coin") return marketData.cryptoStream({ ...options, url: `${base}/v1beta3/crypto/us` });
  if (kind === "news") return marketData.newsStream({ ...options, url: `${base}/v1beta1/news` });
  return marketData.stockStream({ ...options, feed, url: `${base}/v2/${feed}` });
}
