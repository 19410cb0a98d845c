export { type AlpacaOptions, alpacaCollector } from "./collector.ts";
