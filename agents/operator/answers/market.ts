import type { Progress } from "../planning/next-action.ts";
import { day, dollars, minute, percent, table, unmark } from "./format.ts";

interface QuoteResult {
  quote: { symbol: string; bid: number; ask: number; occurredAt: string; source: string };
  ageMs: number;
}

interface BarsResult {
  symbol: string;
  interval: string;
  source: string;
  truncated: boolean;
  summary: {
    barCount: number;
    firstAt: string;
    firstClose: number;
    lastAt: string;
    lastClose: number;
    changeFraction: number;
    highest: number;
    lowest: number;
  } | null;
}

interface ArticleResult {
  articles: { headline: string; publisher: string; occurredAt: string; source: string }[];
}

interface InstrumentResult {
  instruments: { symbol: string; name: string; kind: string; source: string; note: string }[];
}

const BAR_WORD: Readonly<Record<string, string>> = { "1d": "daily", "1w": "weekly", "1m": "minute" };
/** A price older than this is said to be old. */
const OLD_MS = 3_600_000;

function wordQuote({ results }: Progress): string {
  const { quote, ageMs } = results[0] as QuoteResult;
  const old = ageMs > OLD_MS ? ` That is the newest there is, from ${day(quote.occurredAt)}.` : "";
  return `**${quote.symbol}** is quoted ${dollars(quote.bid)} bid, ${dollars(quote.ask)} offered at ${minute(quote.occurredAt)} (${quote.source} data).${old}`;
}

function wordBars({ results }: Progress): string {
  const { symbol, interval, source, summary, truncated } = results[0] as BarsResult;
  if (!summary) return `There are no ${BAR_WORD[interval] ?? interval} bars of ${symbol} in that window.`;
  const moved = summary.changeFraction >= 0 ? "rose" : "fell";
  return [
    `**${symbol}** ${moved} ${percent(Math.abs(summary.changeFraction))} from ${dollars(summary.firstClose)} on ${day(summary.firstAt)} to ${dollars(summary.lastClose)} on ${day(summary.lastAt)}`,
    `(${summary.barCount} ${BAR_WORD[interval] ?? interval} bars, high ${dollars(summary.highest)}, low ${dollars(summary.lowest)}, ${source} data).`,
    truncated ? "Older bars of that window were left out." : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function wordArticles({ results, request }: Progress): string {
  const { articles } = results[0] as ArticleResult;
  const about = request.slots.symbol ? ` about ${request.slots.symbol}` : "";
  if (articles.length === 0) return `No articles${about} are stored.`;
  const lines = articles.map(
    (article) =>
      `- ${minute(article.occurredAt)}: “${unmark(article.headline)}” (${unmark(article.publisher)}, ${article.source})`,
  );
  return `The newest articles${about}, quoted as they stand:\n${lines.join("\n")}`;
}

function wordInstruments({ results }: Progress): string {
  const { instruments } = results[0] as InstrumentResult;
  return `These instruments are known here:\n\n${table(
    ["Symbol", "Name", "Kind", "Data"],
    instruments.map(({ symbol, name, kind, source }) => [symbol, name, kind, source]),
  )}\n\nThe S&P 500 index has real bars that end in 2020; everything called simulated is made up.`;
}

export const marketAnswers = {
  quote: wordQuote,
  bars: wordBars,
  articles: wordArticles,
  instruments: wordInstruments,
};
