export { type NewsApiOptions, NewsApiStandIn, openNewsApi, STAND_IN_NEWS_KEY } from "./newsapi.ts";
export type { WireArticle, WireSource } from "./wire.ts";
