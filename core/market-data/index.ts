export * from "./collector.ts";
export { editDistance, INSTRUMENTS, resolveInstrument, suggestInstruments } from "./instruments.ts";
export { type Market, marketOf } from "./market.ts";
export * from "./market-calendar/index.ts";
export type { MarketSource } from "./market-source.ts";
export { normalOf, randomOf } from "./seeded-random.ts";
export { type BarSeries, resampleWeekly, toSeries } from "./series.ts";
export { simulatedMarket } from "./sources/simulated-market.ts";
export { sp500Sample } from "./sources/sp500-sample.ts";
