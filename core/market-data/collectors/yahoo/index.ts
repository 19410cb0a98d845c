export { type YahooOptions, yahooCollector } from "./yahoo.ts";
