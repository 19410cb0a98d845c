export type { Collector } from "./collector.ts";
export { simulatedMarket } from "./collectors/simulated-market.ts";
export { sp500Sample } from "./collectors/sp500-sample.ts";
export { editDistance, INSTRUMENTS, resolveInstrument, suggestInstruments } from "./instruments.ts";
export { type Market, marketOf } from "./market.ts";
export * from "./market-calendar/index.ts";
export { normalOf, randomOf } from "./seeded-random.ts";
export { type BarSeries, resampleWeekly, toSeries } from "./series.ts";
