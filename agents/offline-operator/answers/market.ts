import type { z } from "zod";
import { answerOf } from "../planning/script.ts";
import { ArticleList, BarsResult, InstrumentList, QuoteResult } from "../planning/tool-results.ts";
import { companyOf } from "../understanding/mentions.ts";
import type { Request } from "../understanding/request.ts";
import { day, dollars, minute, percent, table, unmark } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

type Bars = z.infer<typeof BarsResult>;
type Quote = z.infer<typeof QuoteResult>;

const BAR_WORD: Readonly<Record<string, string>> = { "1d": "daily", "1w": "weekly", "1m": "minute" };
/** A price older than this is said to be old. */
const OLD_MS = 3_600_000;
/** Bars of a short history are listed one by one. */
const MOST_LISTED = 30;

/** A ticker with its company's name, unless the name holds a number no tool has told. */
export function named(symbol: string): string {
  const company = companyOf(symbol);
  return company === symbol || /\d/.test(company) ? `**${symbol}**` : `**${symbol}** (${company})`;
}

/** Says which instrument a misspelt name was taken for. */
export const guessNote = ({ slots: { guess } }: Request): string =>
  guess?.said ? `I took “${guess.said}” to mean ${companyOf(guess.symbol)}.` : "";

/** Up to when knowledge counts, where a person cut it off. */
export const knownByNote = ({ slots: { asOf, asOfAhead, asOfUnclear } }: Request): string =>
  asOfUnclear
    ? "Which moment you mean I could not tell, so this is as of now: name a day, such as `as of 2024-12-24`."
    : asOf
      ? `Only what was known by ${minute(asOf)} counts here.`
      : asOfAhead
        ? "The moment you named has not come yet, so this is all that is known so far."
        : "";

const stepKeys = ({ slots: { symbols = [] } }: Request, tool: string) =>
  symbols.map((_, index) => `${tool}-${index}`);

const quotes: Wording = (request, progress) => {
  const keys = stepKeys(request, "get_quote");
  const read = keys.map((key) => answerOf(progress, key, QuoteResult));
  if (keys.length < 2 || read.some((quote) => !quote))
    return paragraphs(
      guessNote(request),
      ...keys.map((key) => toldBy(progress, key, QuoteResult, quoteWords)),
      knownByNote(request),
    );
  const rows = read.flatMap((found) => (found ? [quoteRow(found)] : []));
  return paragraphs(
    guessNote(request),
    table(["", "Bid", "Ask", "As of", "Data"], rows),
    warnings(read),
    knownByNote(request),
  );
};

/** What must be said of several answers, each once. */
const warnings = (told: readonly ({ freshness?: { warning: string | null } } | undefined)[]): string =>
  [...new Set(told.flatMap((one) => one?.freshness?.warning ?? []))].join(" ");

const quoteRow = ({ quote }: Quote) => [
  named(quote.symbol),
  dollars(quote.bid),
  dollars(quote.ask),
  minute(quote.occurredAt),
  quote.source,
];

function quoteWords({ quote, ageMs, freshness }: Quote): string {
  const price = `${named(quote.symbol)} is quoted ${dollars(quote.bid)} bid, ${dollars(quote.ask)} ask at ${minute(quote.occurredAt)}, ${quote.source} data.`;
  if (freshness?.warning) return paragraphs(price, freshness.warning);
  if (ageMs <= OLD_MS) return price;
  const instead = quote.symbol === "SP500" ? " Its tracker SPY has a price of today." : "";
  return `${price} That is an old price: the newest there is dates from ${day(quote.occurredAt)}.${instead}`;
}

const history: Wording = (request, progress) => {
  const keys = stepKeys(request, "get_bars");
  const read = keys.map((key) => answerOf(progress, key, BarsResult));
  const isComparison = keys.length > 1 && read.every((bars) => bars?.summary);
  const listed = request.slots.count !== undefined && request.slots.count <= MOST_LISTED;
  return paragraphs(
    guessNote(request),
    ...(isComparison
      ? [comparison(read.flatMap((bars) => bars ?? [])), warnings(read)]
      : keys.map((key) => toldBy(progress, key, BarsResult, (bars) => barsWords(bars, listed)))),
    knownByNote(request),
  );
};

function barsWords(bars: Bars, listed: boolean): string {
  const { symbol, interval, source, summary, truncated, freshness } = bars;
  const kind = BAR_WORD[interval] ?? interval;
  if (!summary)
    return paragraphs(
      `There are no ${kind} bars of ${named(symbol)} in that period.${symbol === "SP500" ? " Its real bars (sample) end in December 2020." : ""}`,
      freshness?.warning ?? "",
    );
  const moved = summary.changeFraction >= 0 ? "rose" : "fell";
  const sentence = `${named(symbol)} ${moved} **${percent(Math.abs(summary.changeFraction))}**, from ${dollars(summary.firstClose)} on ${day(summary.firstAt)} to ${dollars(summary.lastClose)} on ${day(summary.lastAt)}. High ${dollars(summary.highest)}, low ${dollars(summary.lowest)}, over ${summary.barCount} ${kind} bars of ${source} data.`;
  return paragraphs(
    sentence,
    listed && barTable(bars),
    truncated && !listed && "Older bars of that period were left out.",
    freshness?.warning ?? "",
  );
}

const barTable = ({ interval, bars }: Bars) =>
  table(
    [interval === "1m" ? "Minute" : "Day", "Open", "High", "Low", "Close", "Volume"],
    bars.map((bar) => [
      interval === "1m" ? minute(bar.occurredAt) : day(bar.occurredAt),
      dollars(bar.open),
      dollars(bar.high),
      dollars(bar.low),
      dollars(bar.close),
      bar.volume.toLocaleString("en-US"),
    ]),
  );

const comparison = (series: readonly Bars[]) =>
  table(
    ["", "From", "To", "Change", "High", "Low", "Data"],
    series.flatMap(({ symbol, source, summary }) =>
      summary
        ? [
            [
              named(symbol),
              `${dollars(summary.firstClose)} on ${day(summary.firstAt)}`,
              `${dollars(summary.lastClose)} on ${day(summary.lastAt)}`,
              percent(summary.changeFraction),
              dollars(summary.highest),
              dollars(summary.lowest),
              source,
            ],
          ]
        : [],
    ),
  );

const articles: Wording = (request, progress) =>
  toldBy(progress, "list_articles", ArticleList, ({ articles: found, freshness }) =>
    articleWords(request, found, freshness?.warning ?? ""),
  );

function articleWords(
  request: Request,
  found: z.infer<typeof ArticleList>["articles"],
  warning: string,
): string {
  const { slots } = request;
  const about = slots.symbols?.[0] ? ` on ${named(slots.symbols[0])}` : "";
  if (found.length === 0) return paragraphs(`No news${about} is stored.`, warning, knownByNote(request));
  const lines = found.map(
    ({ headline, publisher, occurredAt, source }) =>
      `- ${minute(occurredAt)}: “${unmark(headline)}” (${unmark(publisher)}, ${source})`,
  );
  return paragraphs(
    `The newest news${about}, quoted as it stands:`,
    lines.join("\n"),
    warning,
    knownByNote(request),
    hint(
      "From here on, any order proposed in this conversation needs two other people, because outside text was read.",
    ),
  );
}

const instruments: Wording = (_request, progress) =>
  toldBy(progress, "list_instruments", InstrumentList, ({ instruments: known }) =>
    paragraphs(
      `The desk knows ${known.length} instruments:`,
      table(
        ["Symbol", "Name", "Kind", "Data"],
        known.map(({ symbol, name, kind, source }) => [symbol, name, kind, source]),
      ),
      "Sample data is a recording of real prices; simulated data is made up, whatever the name.",
    ),
  );

export const MARKET_WORDINGS = { quote: quotes, history, articles, instruments };
