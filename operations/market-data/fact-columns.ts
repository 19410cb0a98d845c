import type { Bar, Observation, Quote, Trade } from "#core/model";
import type { tableOf } from "./fact-table.ts";
import type { KnownArticle } from "./list-articles.ts";

/** The columns of a kind of facts, each with how its cell is read off a fact. */
export type FactColumns<Fact> = Parameters<typeof tableOf<Fact>>[0];

export const BAR_COLUMNS: FactColumns<Bar> = {
  symbol: ["text", (bar) => bar.symbol],
  interval: ["text", (bar) => bar.interval],
  occurredAt: ["instant", (bar) => bar.occurredAt],
  knownAt: ["instant", (bar) => bar.knownAt],
  open: ["number", (bar) => bar.open],
  high: ["number", (bar) => bar.high],
  low: ["number", (bar) => bar.low],
  close: ["number", (bar) => bar.close],
  volume: ["number", (bar) => bar.volume],
  vwap: ["number", (bar) => bar.vwap],
  trades: ["number", (bar) => bar.trades],
  source: ["text", (bar) => bar.source],
  collector: ["text", (bar) => bar.collector],
};

export const QUOTE_COLUMNS: FactColumns<Quote> = {
  symbol: ["text", (quote) => quote.symbol],
  occurredAt: ["instant", (quote) => quote.occurredAt],
  knownAt: ["instant", (quote) => quote.knownAt],
  bid: ["number", (quote) => quote.bid],
  ask: ["number", (quote) => quote.ask],
  bidSize: ["number", (quote) => quote.bidSize],
  askSize: ["number", (quote) => quote.askSize],
  source: ["text", (quote) => quote.source],
  collector: ["text", (quote) => quote.collector],
};

export const TRADE_COLUMNS: FactColumns<Trade> = {
  symbol: ["text", (trade) => trade.symbol],
  id: ["text", (trade) => trade.id],
  occurredAt: ["instant", (trade) => trade.occurredAt],
  knownAt: ["instant", (trade) => trade.knownAt],
  price: ["number", (trade) => trade.price],
  size: ["number", (trade) => trade.size],
  venue: ["text", (trade) => trade.venue],
  conditions: ["text", (trade) => trade.conditions.join(" ")],
  state: ["text", (trade) => trade.state],
  source: ["text", (trade) => trade.source],
  collector: ["text", (trade) => trade.collector],
};

export const OBSERVATION_COLUMNS: FactColumns<Observation & { occurredAt: string }> = {
  seriesId: ["text", (told) => told.seriesId],
  periodOn: ["text", (told) => told.periodOn],
  vintageOn: ["text", (told) => told.vintageOn],
  value: ["number", (told) => told.value],
  knownAt: ["instant", (told) => told.knownAt],
  source: ["text", (told) => told.source],
  collector: ["text", (told) => told.collector],
};

/** Headline, body and publisher are words of others: data, never instructions. */
export const ARTICLE_COLUMNS: FactColumns<KnownArticle> = {
  id: ["text", (article) => article.id],
  occurredAt: ["instant", (article) => article.occurredAt],
  knownAt: ["instant", (article) => article.knownAt],
  headline: ["text", (article) => article.headline],
  body: ["text", (article) => article.body],
  publisher: ["text", (article) => article.publisher],
  url: ["text", (article) => article.url],
  symbols: ["text", (article) => article.symbols.join(" ")],
  alsoTold: ["number", (article) => article.alsoTold],
  source: ["text", (article) => article.source],
  collector: ["text", (article) => article.collector],
};
