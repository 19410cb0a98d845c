import { LRUCache } from "lru-cache";
import type { Bar, FactBatch, Finding } from "#core/model";
import type { ListenWish, Page, Wish } from "../../../collector.ts";
import { finding, instant } from "../telling.ts";

const REMEMBERED = 20_000;
const REACH_MS = 5 * 60_000;
/** The stream has so long to tell a bar before it counts as lost. */
const GRACE_MS = 30_000;
const MINUTE_MS = 60_000;
/** Minutes whose trades one look asks for again. */
const MAX_MINUTES = 20;

const keyOf = ({ symbol, occurredAt }: Pick<Bar, "symbol" | "occurredAt">) => `${symbol} ${occurredAt}`;
const pricesOf = ({ open, high, low, close, volume }: Bar) => [open, high, low, close, volume].join(" ");

/**
 * Finds what a sound-looking line never told. A stream that loses a message says nothing of it; REST holds the bar, and
 * a bar counts its trades.
 */
export class Look {
  readonly #wish: ListenWish;
  readonly #collect: (wish: Wish, signal: AbortSignal) => AsyncIterable<Page>;
  readonly #bars = new LRUCache<string, string>({ max: REMEMBERED });
  readonly #articles = new LRUCache<string, true>({ max: REMEMBERED });
  /** Trades heard by symbol and minute; more than once only counts once. */
  readonly #trades = new LRUCache<string, Set<string>>({ max: REMEMBERED });
  readonly #asked = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(wish: ListenWish, collect: (wish: Wish, signal: AbortSignal) => AsyncIterable<Page>) {
    this.#wish = wish;
    this.#collect = collect;
  }

  /** Remembers what was told. */
  note({ bars = [], trades = [], articles = [] }: FactBatch): void {
    for (const bar of bars) this.#bars.set(keyOf(bar), pricesOf(bar));
    for (const { vendorId } of articles) this.#articles.set(vendorId, true);
    for (const { symbol, id, occurredAt } of trades) {
      const endMs = (Math.floor(Date.parse(occurredAt) / MINUTE_MS) + 1) * MINUTE_MS;
      const key = keyOf({ symbol, occurredAt: instant(endMs) });
      const ids = this.#trades.get(key) ?? new Set();
      ids.add(id);
      this.#trades.set(key, ids);
    }
  }

  /**
   * What was lost since the line is whole, and bars that changed without a word.
   *
   * @param wholeMs from then on the line has been sound
   * @throws VendorError
   */
  async missing(nowMs: number, wholeMs: number, signal: AbortSignal): Promise<FactBatch[]> {
    const { bars = [], trades = [], articles } = this.#wish;
    const fromMs = Math.max(wholeMs, nowMs - REACH_MS);
    const window = { from: instant(fromMs), to: instant(nowMs - GRACE_MS) };
    const found: FactBatch[] = [];
    const symbols = [...new Set([...bars, ...trades])];
    if (window.to <= window.from) return found;
    if (symbols.length > 0)
      for await (const { facts } of this.#collect(
        { topic: "bars", symbols, interval: "1m", ...window },
        signal,
      )) {
        found.push(this.#lostBars(facts));
        found.push(...(await this.#lostTrades(facts.bars ?? [], fromMs, signal)));
      }
    if (articles)
      for await (const { facts } of this.#collect({ topic: "articles", symbols: [], ...window }, signal))
        found.push(this.#lostArticles(facts));
    return found.filter(({ bars: b, trades: t, articles: a }) => b?.length || t?.length || a?.length);
  }

  #lostBars({ bars = [], receivedAt }: FactBatch): FactBatch {
    const wished = new Set(this.#wish.bars);
    const changed = bars.filter(
      (bar) => wished.has(bar.symbol) && this.#bars.get(keyOf(bar)) !== pricesOf(bar),
    );
    const lost = changed.filter((bar) => !this.#bars.has(keyOf(bar)));
    const findings = lost.map((bar) =>
      lostFinding(
        "bars",
        bar.symbol,
        `The stream lost the bar that closed at ${bar.occurredAt}.`,
        receivedAt,
      ),
    );
    return { receivedAt, bars: changed, findings };
  }

  /** Minutes of which fewer trades were heard than their bar counts. */
  async #lostTrades(bars: readonly Bar[], fromMs: number, signal: AbortSignal): Promise<FactBatch[]> {
    const wished = new Set(this.#wish.trades);
    const short = bars
      .filter(({ symbol, trades = 0, occurredAt }) => {
        const isWhole = Date.parse(occurredAt) - MINUTE_MS >= fromMs;
        return (
          wished.has(symbol) &&
          isWhole &&
          trades > (this.#trades.get(keyOf({ symbol, occurredAt }))?.size ?? 0)
        );
      })
      .filter((bar) => !this.#asked.has(keyOf(bar)))
      .slice(0, MAX_MINUTES);
    const found: FactBatch[] = [];
    for (const { symbol, occurredAt } of short) {
      const key = keyOf({ symbol, occurredAt });
      const from = instant(Date.parse(occurredAt) - MINUTE_MS);
      const to = instant(Date.parse(occurredAt) - 1);
      const heard = this.#trades.get(key) ?? new Set();
      for await (const { facts } of this.#collect({ topic: "trades", symbols: [symbol], from, to }, signal)) {
        const lost = (facts.trades ?? []).filter(({ id }) => !heard.has(id));
        const detail = `The stream lost ${lost.length} trades of the minute up to ${occurredAt}.`;
        if (lost.length > 0)
          found.push({
            receivedAt: facts.receivedAt,
            trades: lost,
            findings: [lostFinding("trades", symbol, detail, facts.receivedAt)],
          });
      }
      this.#asked.set(key, true);
    }
    return found;
  }

  #lostArticles({ articles = [], receivedAt }: FactBatch): FactBatch {
    const lost = articles.filter(({ vendorId }) => !this.#articles.has(vendorId));
    const findings = lost.map(({ vendorId }) =>
      lostFinding("articles", vendorId, "The stream lost this article.", receivedAt),
    );
    return { receivedAt, articles: lost, findings };
  }
}

const lostFinding = (topic: string, subject: string, detail: string, foundAt: string): Finding =>
  finding(
    { check: "stream-gap", severity: "warning", topic, subject, detail: `${detail} It was asked for again.` },
    foundAt,
  );
