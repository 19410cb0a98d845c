export { type AlpacaOptions, alpacaCollector } from "./alpaca/index.ts";
export { type FredCollectorOptions, fredCollector } from "./fred/collector.ts";
export { type NewsApiCollectorOptions, newsapiCollector } from "./newsapi/collector.ts";
export { type YahooOptions, yahooCollector } from "./yahoo/index.ts";
