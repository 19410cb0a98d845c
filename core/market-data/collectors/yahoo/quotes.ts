import { z } from "zod";
import type { Finding, Quote, Source } from "#core/model";
import { Epoch, whyNot } from "./shapes.ts";
import { fromYahoo } from "./symbols.ts";
import { COLLECTOR, finding, instant, type Telling, type Told } from "./telling.ts";

const QuoteRow = z.looseObject({
  symbol: z.string().min(1),
  quoteType: z.string().optional(),
  currency: z.string().nullish(),
  bid: z.number().nonnegative().nullish(),
  ask: z.number().nonnegative().nullish(),
  bidSize: z.number().nonnegative().nullish(),
  askSize: z.number().nonnegative().nullish(),
  regularMarketTime: Epoch,
  preMarketTime: Epoch.optional(),
  postMarketTime: Epoch.optional(),
  /** Minutes. */
  exchangeDataDelayedBy: z.number().nonnegative().max(10_000).default(0),
});
type QuoteRow = z.infer<typeof QuoteRow>;

/** Sizes of shares and funds are counted in lots of a hundred here, and in shares in quoteSummary. */
const LOT = 100;
const TRADED_IN_LOTS: readonly (string | undefined)[] = ["EQUITY", "ETF"];

/**
 * The newest best bid and offer of each symbol. Yahoo dates no quote; it is dated by the last trade in or around the
 * session. A row without both sides is left out, and so is a symbol without a row: Yahoo says nothing of those it does
 * not know.
 */
export function readQuotes(
  rows: readonly unknown[],
  symbols: readonly string[],
  telling: Telling,
): Told<Quote> {
  const told: Told<Quote> = { facts: [], findings: [] };
  const answered = new Set<string>();
  for (const row of rows) {
    if (isNobody(row)) continue;
    const read = QuoteRow.safeParse(row);
    const symbol = fromYahoo(symbolOf(row));
    if (!symbol || !symbols.includes(symbol))
      told.findings.push(remark(symbolOf(row), "left-out", "Yahoo told a quote nobody asked for.", telling));
    else if (answered.has(symbol))
      told.findings.push(remark(symbol, "duplicate", "Yahoo told two quotes; the first is kept.", telling));
    else {
      answered.add(symbol);
      const quote = read.success ? quoteOf(symbol, read.data, telling) : whyNot(read.error);
      if (typeof quote !== "string") told.facts.push(quote);
      else if (read.success) told.findings.push(remark(symbol, "left-out", quote, telling));
      else told.findings.push(remark(symbol, "unreadable", `A quote cannot be read: ${quote}.`, telling));
    }
  }
  for (const symbol of symbols)
    if (!answered.has(symbol))
      told.findings.push(remark(symbol, "left-out", "Yahoo has no quote of that symbol.", telling));
  return told;
}

/** The quote, or why it is none. */
function quoteOf(symbol: string, row: QuoteRow, telling: Telling): Quote | string {
  if (row.currency !== "USD")
    return `Quoted ${row.currency ? `in ${row.currency}` : "in no named currency"}; quotes here are in USD.`;
  if (!row.bid || !row.ask) return "Yahoo tells no bid and ask at present.";
  if (typeof row.bidSize !== "number" || typeof row.askSize !== "number")
    return "Yahoo tells no sizes of bid and ask.";
  const tradedMs = Math.max(row.regularMarketTime, row.preMarketTime ?? 0, row.postMarketTime ?? 0);
  const receivedMs = Date.parse(telling.receivedAt);
  if (tradedMs > receivedMs) return `It is dated ${instant(tradedMs)}, which is still to come.`;
  const knownMs = Math.min(tradedMs + row.exchangeDataDelayedBy * 60_000, receivedMs);
  const units = TRADED_IN_LOTS.includes(row.quoteType) ? LOT : 1;
  return {
    symbol,
    bid: row.bid,
    ask: row.ask,
    bidSize: row.bidSize * units,
    askSize: row.askSize * units,
    occurredAt: instant(tradedMs),
    knownAt: instant(knownMs),
    source: sourceOf(row, telling.source),
    collector: COLLECTOR,
  };
}

/** Live only where Yahoo itself says that nothing holds the row back. */
function sourceOf(row: QuoteRow, source: Source): Source {
  if (source === "simulated") return source;
  return row.exchangeDataDelayedBy === 0 && /real.?time/i.test(String(row.quoteSourceName))
    ? "live"
    : "delayed";
}

/** What Yahoo writes of a symbol that was delisted long ago. */
const isNobody = (row: unknown): boolean => z.object({ quoteType: z.literal("NONE") }).safeParse(row).success;

function symbolOf(row: unknown): string {
  const named = z.object({ symbol: z.string() }).safeParse(row);
  return named.success ? named.data.symbol : "";
}

const remark = (subject: string, check: Finding["check"], detail: string, telling: Telling): Finding =>
  finding(
    { check, severity: check === "unreadable" ? "error" : "warning", topic: "quotes", subject, detail },
    telling,
  );
